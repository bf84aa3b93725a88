import { useNavigate } from 'react-router';
import { isShare } from '#core/metric.ts';
import { permilleText } from '#core/metric-words.ts';
import { permilleOf } from '#core/sums.ts';
import { usePaceWord } from '#pages/use-pace-word.ts';
import type { YearTasks } from '#pages/use-year.ts';
import { Card, Section } from '#ui/Card.tsx';
import type { Bar } from '#ui/charts/HBars.tsx';
import { LongBars } from './LongBars.tsx';
import { paceText, targetText } from './progress-look.ts';
import { taskHref } from './task-views.ts';
import { WHOLE } from './UnitSelect.tsx';

/** Done against target, with the pace mark; what cannot be measured is left to the list. */
export function Targets({ year: { tasks }, unit }: { readonly year: YearTasks; readonly unit: string }) {
  const navigate = useNavigate();
  const paceWord = usePaceWord();
  const bars = tasks.flatMap((progress): Bar[] => {
    const own = unit === WHOLE ? progress : progress.units.find((each) => each.unit === unit);
    if (own === undefined || own.done === null || own.target === null || own.target === 0) return [];
    const share = (value: number) => Math.min(100, Math.floor((100 * value) / (own.target ?? 1)));
    const { task } = progress;
    const { target, expected } = own;
    const paced = expected !== null && own.state !== 'done';
    // As the list of tasks says it: a share without its decimal would be another number.
    const isOfShares = task.metric.ok && isShare(task.metric.metric);
    const done = isOfShares ? permilleText(permilleOf(own.reading)) : own.done;
    const figure = `${done} / ${targetText({ task, target })}`;
    return [
      {
        id: task.id,
        label: task.title,
        value: share(own.done),
        target: 100,
        figure,
        spoken: `${task.title} ${figure}${paced ? `，${paceWord} ${paceText({ task, expected })}` : ''}`,
        ...(paced ? { pace: share(expected) } : {}),
      },
    ];
  });
  // Those furthest behind first: they are what one looks for.
  const ordered = [...bars].sort((a, b) => a.value - b.value);
  if (bars.length === 0) return null;
  return (
    <Section title="任务完成情况" aside={`竖线是${paceWord}的位置`}>
      <Card>
        <LongBars description="任务完成与目标" bars={ordered} onOpen={(id) => void navigate(taskHref(id, unit))} />
      </Card>
    </Section>
  );
}
