/** Holds answers against what `/api/openapi.json` says of them. */
import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

interface Described {
  readonly paths: {
    readonly [path: string]: {
      readonly [method: string]: { readonly responses: { readonly [status: string]: unknown } };
    };
  };
}

/** What is wrong with an answer to a request; null when it is as described, or no JSON of the API. */
export type Check = (method: string, url: string, answer: LightMyRequestResponse) => string | null;

let described: Promise<Check> | null = null;

/** Asked of the first app: all have the same description, and making its checks takes longer than most tests. */
export const describedAnswers = (app: FastifyInstance): Promise<Check> => (described ??= readDescription(app));

async function readDescription(app: FastifyInstance): Promise<Check> {
  const doc = (await app.inject('/api/openapi.json')).json<Described>();
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(doc, 'api');
  const routes = Object.keys(doc.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const checks = new Map<string, ValidateFunction>();
  const checkOf = ($ref: string): ValidateFunction => {
    const check = checks.get($ref) ?? ajv.compile({ $ref });
    checks.set($ref, check);
    return check;
  };
  return (method, url, answer) => {
    const at = url.replace(/\?.*$/, '');
    const path = routes.find(({ pattern }) => pattern.test(at))?.path;
    const type = answer.headers['content-type']?.toString() ?? '';
    if (
      path === undefined ||
      !type.includes('json') ||
      answer.body === '' ||
      answer.headers['content-encoding'] !== undefined
    )
      return null;
    const responses = doc.paths[path]?.[method.toLowerCase()]?.responses;
    if (responses === undefined) return answer.statusCode === 404 ? null : `${method} ${path} is not described`;
    const status = String(answer.statusCode) in responses ? String(answer.statusCode) : 'default';
    const escaped = path.replaceAll('~', '~0').replaceAll('/', '~1');
    const $ref = `api#/paths/${encodeURIComponent(escaped)}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`;
    const validate = checkOf($ref);
    return validate(answer.json()) ? null : `${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`;
  };
}
