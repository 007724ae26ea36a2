/** What a request is for. Not sent anywhere: it labels the exchange in the trace. */
export type HttpPurpose =
  | "contextual-request"
  | "decision-logic"
  | "bidding-logic"
  | "selection-logic"
  | "trusted-bidding-signals"
  | "trusted-scoring-signals"
  | "impression-report"
  | "event-report"
  | "debug-report"
  | "custom-audience-fetch"
  | "daily-update"
  | "scheduled-update"
  | "adapter";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly purpose: HttpPurpose;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A longer answer is a failure; Android's limit by default. */
  readonly maxResponseBytes?: number;
}

/** A dead server is an everyday outcome, so it is a value: callers decide what it means to them. */
export type HttpResult = HttpResponse | HttpFailure;

export interface HttpResponse {
  readonly kind: "response";
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpFailure {
  readonly kind: "failure";
  readonly reason: "unreachable" | "too-large" | "not-allowed";
  /** One sentence with the values in it. */
  readonly detail: string;
}

/** Android's limit on an answer's body, in bytes (spec: on-device 5). */
export const androidMaxResponseBytes = 1_048_576;

export interface HttpClient {
  /** Rejects only with `signal.reason`, when the signal aborts. Whatever else goes wrong is an `HttpFailure`. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResult>;
}
