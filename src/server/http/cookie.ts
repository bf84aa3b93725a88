import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'fazhi';

/** The value of the session cookie; null when there is none. */
export function sessionCookieOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}

/** No script reads it, no other site sends it, and only the API sees it. */
export function setSessionCookie(reply: FastifyReply, value: string, maxAgeSeconds: number): void {
  // Behind a proxy that ends TLS, `protocol` says so only when TRUST_PROXY names the proxy.
  const secure = reply.request.protocol === 'https' ? '; Secure' : '';
  void reply.header(
    'set-cookie',
    `${NAME}=${value}; Path=/api; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure}`,
  );
}
