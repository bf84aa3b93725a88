import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useTitle } from '#pages/shell/use-title.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { useWorkspace } from '#pages/shell/workspace.ts';
import { createStandalone } from '#store/standalone.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Page } from '#ui/Page.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { namesIn } from './names-in.ts';
import { useTypedNames } from './typed-names.ts';
import styles from './start.module.css';

export interface NamesProps {
  readonly mode: 'village' | 'township';
  readonly back: () => void;
  /** A township is opened on its server next: somebody answers for it by name. */
  readonly setsUp?: boolean;
}

const ONE_BOX = { township: '', villages: [''], me: '' };
const THREE_BOXES = { ...ONE_BOX, villages: ['', '', ''] };

/** A name for each place, and the ledger is there. */
export function Names({ mode, back, setsUp = false }: NamesProps) {
  const title = setsUp ? '开通乡镇' : mode === 'village' ? '一个村' : '一个乡镇';
  useTitle(title);
  const { empty, ports, enter } = useWorkspace();
  const navigate = useNavigate();
  const { typed, type, forget } = useTypedNames(mode, mode === 'village' ? ONE_BOX : THREE_BOXES);
  const { township, villages, me } = typed;
  const [asked, setAsked] = useState(false);
  const [state, setState] = useState<'ready' | 'working' | 'failed'>('ready');
  useWriting([township, me, ...villages].some((words) => words !== ''));
  const names = namesIn(villages.join('\n'));
  const lacksTownship = mode === 'township' && township.trim() === '';
  const lacksVillage = names.length === 0;
  const lacksMe = setsUp && me.trim() === '';

  const begin = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (lacksTownship || lacksVillage || lacksMe || empty === null) return;
    setState('working');
    try {
      enter(await createStandalone(empty, ports, { mode, township: township.trim(), villages: names, me: me.trim() }));
      forget();
      await navigate(setsUp ? '/join' : '/', { replace: true, state: setsUp ? { begin: true } : null });
    } catch (error) {
      setState('failed');
      reportError(error);
    }
  };

  return (
    <form onSubmit={(event) => void begin(event)}>
      <Page
        title={title}
        onBack={back}
        bottom={
          <Button type="submit" tone="primary" wide disabled={state === 'working'}>
            {setsUp ? '开通' : '开始使用'}
          </Button>
        }
      >
        {mode === 'village' ? (
          <TextBox
            label="村名"
            value={villages[0] ?? ''}
            max={40}
            placeholder="例如：城墙村"
            onChange={(name) => type({ villages: [name] })}
            problem={asked && lacksVillage ? '请填村名' : undefined}
          />
        ) : (
          <TextBox
            label="乡镇名"
            value={township}
            onChange={(name) => type({ township: name })}
            max={40}
            placeholder="例如：双泉乡"
            problem={asked && lacksTownship ? '请填乡镇名' : undefined}
          />
        )}
        {mode === 'village' ? (
          <TextBox label="乡镇名" optional value={township} onChange={(name) => type({ township: name })} max={40} />
        ) : (
          <VillageBoxes
            villages={villages}
            onChange={(next) => type({ villages: next })}
            problem={asked && lacksVillage ? '至少填一个村' : undefined}
          />
        )}
        <TextBox
          label="您的姓名"
          optional={!setsUp}
          value={me}
          onChange={(name) => type({ me: name })}
          max={40}
          hint={setsUp ? '您是司法所的第一个账号，其他人由您来邀请' : '填了以后，“调解员”“排查人”会自动填上您'}
          problem={asked && lacksMe ? '请填您的姓名' : undefined}
        />
        {state === 'failed' && (
          <Notice tone="error" announced>
            没能存到本机，可能是空间满了。清理一些空间后，再点“开始使用”。
          </Notice>
        )}
        <p className={styles.small}>名称以后可以在“我的”里改。</p>
      </Page>
    </form>
  );
}

interface VillageBoxesProps {
  readonly villages: readonly string[];
  readonly onChange: (villages: readonly string[]) => void;
  readonly problem: string | undefined;
}

/** One box a village; several lines pasted into one fill as many boxes. */
function VillageBoxes({ villages, onChange, problem }: VillageBoxesProps) {
  const put = (at: number, names: readonly string[]) => {
    const next = [
      ...villages.slice(0, at),
      ...names,
      ...villages.slice(at + 1).filter((name) => names.length < 2 || name !== ''),
    ];
    onChange(next);
  };
  return (
    <fieldset className={styles.villages}>
      <legend>下辖的村</legend>
      <p className={styles.small}>可以把村名一行一个粘贴进来。</p>
      {villages.map((name, at) => (
        <TextBox
          // Boxes have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          label={`村名 ${at + 1}`}
          value={name}
          max={40}
          onChange={(typed) => put(at, [typed])}
          onPaste={(event) => {
            const pasted = namesIn(event.clipboardData.getData('text'));
            if (pasted.length < 2) return;
            event.preventDefault();
            put(at, pasted);
          }}
          problem={at === 0 ? problem : undefined}
        />
      ))}
      <Button icon={<Plus size={20} aria-hidden />} onClick={() => onChange([...villages, ''])}>
        再加一个村
      </Button>
    </fieldset>
  );
}
