import type { FastifyInstance } from 'fastify';

const policy = [
  `default-src 'self'`,
  `script-src 'self'`,
  // React sets styles through the object model, which the policy allows; attributes and elements in markup stay barred.
  `style-src 'self'`,
  `img-src 'self' blob: data:`,
  `connect-src 'self'`,
  `worker-src 'self'`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

const always = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
  // Addresses name records by their id; they go to nobody else.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function secureHeaders(app: FastifyInstance, { tls }: { readonly tls: boolean }): void {
  const headers = tls ? { ...always, 'strict-transport-security': 'max-age=31536000' } : always;
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
}
