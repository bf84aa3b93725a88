import type { Group, MetricField } from '#kinds/field.ts';
import { parseMetric } from '#core/metric.ts';
import { metricText } from '#core/metric-words.ts';
import { isPlain, isPlainMap } from './plain.ts';
import { bad, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

const MAX_CHARACTERS = 8 * 1024;

/** Only the shape: a metric that speaks of kinds unknown here is kept and counted after an update (SPEC C8, F4). */
export const metricRules: TypeRules<MetricField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    if (!isPlainMap(raw) || !isPlain(raw)) return MISSHAPEN;
    if (JSON.stringify(raw).length > MAX_CHARACTERS) return bad('计量口径太长');
    return Object.keys(raw).length === 0 ? EMPTY : good(raw as Group);
  },
  text: (value, _field, { inner }) => {
    const parsed = parseMetric(value);
    return parsed.ok ? metricText(parsed.metric, inner) : `不能计算：${parsed.reason}`;
  },
  compare: () => 0,
};
