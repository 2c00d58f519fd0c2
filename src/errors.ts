/** The two errors a user may see without a stack; everything else is a bug of ours. Both end the run with status 2. */

/** The command line or the configuration asks for something that does not exist or contradicts itself. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An input could not be read, or is not what it was given as. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
