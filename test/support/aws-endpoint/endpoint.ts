/** A server on the loopback interface that the real AWS SDK takes for IAM, STS, Access Analyzer and Organizations. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerRest, recogniseRest, type RestCall } from './analyzer.ts';
import { createIam, type Iam } from './iam.ts';
import { answerTarget, recogniseTarget, type JsonCall } from './organizations.ts';
import type { Call, Endpoint, Fault, Faults, State } from './types.ts';
import { writeAnswer, writeError } from './xml.ts';

interface Incoming extends Call {
  readonly rest: RestCall | undefined;
  readonly target: JsonCall | undefined;
}

/** Starts it; `close` ends it with all its connections. */
export async function startEndpoint(state: State, faults: Faults = {}): Promise<Endpoint> {
  const calls: Call[] = [];
  const iam = createIam(state, faults);
  let open = 0;
  let mostOpen = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    const call = recognise(request, await readBody(request));
    calls.push(call);
    const before = calls.filter(({ operation }) => operation === call.operation).length - 1;
    if (faults.delay !== undefined) await sleep(faults.delay);
    const fault = findFault(faults, call, before, calls.length);
    if (fault) sendFault(response, fault, call);
    else sendAnswer(response, call, state, faults, iam);
    open -= 1;
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    mostOpen: () => mostOpen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => { resolve(); });
        server.closeAllConnections();
      }),
  }; // prettier-ignore
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function recognise(request: IncomingMessage, body: string): Incoming {
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const rest = recogniseRest(request.method ?? '', new URL(request.url ?? '/', 'http://localhost'), body);
  const target = recogniseTarget([request.headers['x-amz-target']].flat()[0], body);
  const json = rest ?? target;
  if (json) return { ...json, region, rest, target };
  const parameters = Object.fromEntries(new URLSearchParams(body));
  return { operation: parameters['Action'] ?? '', parameters, region, rest, target };
}

function findFault(faults: Faults, call: Call, before: number, number: number): Fault | undefined {
  const { operation, parameters } = call;
  const first = faults.first?.[operation]?.[before];
  const about = faults.about?.[parameters['Arn'] ?? parameters['UserName'] ?? ''];
  if (first !== undefined) return first ?? undefined;
  if (faults.firstOfEach && before === 0) return faults.firstOfEach;
  if (faults.from && number >= faults.from.call) return faults.from.fault;
  return about ?? faults.always?.[operation];
}

function sendFault(response: ServerResponse, fault: Fault, call: Incoming): void {
  if (fault === 'hang') return;
  if (fault === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if ('body' in fault) {
    response.writeHead(200, { 'content-type': fault.contentType ?? 'text/xml' }).end(fault.body);
    return;
  }
  sendError(response, call, fault.error, fault.status ?? 400, fault.message ?? 'for a test');
}

function sendError(response: ServerResponse, call: Incoming, code: string, status: number, message: string): void {
  if (call.rest ?? call.target) {
    response
      .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code })
      .end(JSON.stringify({ message }));
  } else {
    response.writeHead(status, { 'content-type': 'text/xml' }).end(writeError(code, message));
  }
}

function sendAnswer(response: ServerResponse, call: Incoming, state: State, faults: Faults, iam: Iam): void {
  if (call.rest) {
    const text = JSON.stringify(answerRest(state, faults, call.region, call.rest));
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    return;
  }
  if (call.target) {
    const answer = answerTarget(state, faults, call.target);
    if (typeof answer === 'string') sendError(response, call, answer, 400, 'for a test');
    else response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
    return;
  }
  const answer = iam(call.operation, call.parameters);
  if ('code' in answer) {
    sendError(response, call, answer.code, answer.status, 'for a test');
    return;
  }
  const marker = faults.repeatMarker?.includes(call.operation) ? { IsTruncated: true, Marker: 'again' } : {};
  const text = writeAnswer(call.operation, { ...answer.result, ...marker }, faults.plainDocuments === true);
  response.writeHead(200, { 'content-type': 'text/xml' }).end(text);
}
