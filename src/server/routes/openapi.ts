import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { components } from '#server/http/schemas.ts';

/** Describes every route of the API from what stands beside it. Register before the routes. */
export async function openApi(app: FastifyInstance, version: string): Promise<void> {
  // The schemas document: bodies are judged by the readers in core, which both ends share, and written as they are.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  for (const [name, schema] of Object.entries(components)) app.addSchema({ $id: name, ...schema });

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '法治台账', version, description: 'Failures are RFC 9457 problem details with a `code`.' },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'fazhi' } },
      },
      security: [{ session: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, at) => (typeof json.$id === 'string' ? json.$id : `def-${at}`),
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        hide: !url.startsWith('/api/'),
        ...(route.config?.needs === 'nothing' ? { security: [] } : {}),
      },
    }),
  });
  const schema = { summary: 'This description', response: { 200: { type: 'object', additionalProperties: true } } };
  app.get('/api/openapi.json', { schema, config: { needs: 'nothing' } }, async () => app.swagger());
}
