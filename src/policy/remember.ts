/** Answers kept for the next time. Policies repeat themselves, and many rules ask the same of one value in turn. */

const longestKept = 200;

/** The same function over texts; forgets everything when it has kept `most` answers. Long texts are not kept. */
export function rememberTexts<Answer>(make: (text: string) => Answer, most = 5_000): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const answer = make(text);
    if (text.length > longestKept) return answer;
    if (kept.size >= most) kept.clear();
    kept.set(text, answer);
    return answer;
  };
}

/** The same function; keeps the answer for the latest argument alone, which costs next to nothing. */
export function rememberLatest<Subject extends object, Answer>(
  make: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  let latest: { readonly subject: Subject; readonly answer: Answer } | undefined;
  return (subject) => {
    if (latest?.subject !== subject) latest = { subject, answer: make(subject) };
    return latest.answer;
  };
}
