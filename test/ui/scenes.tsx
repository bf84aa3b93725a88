import { CalendarDays, ClipboardList, Gavel, House, Target, UserRound } from 'lucide-react';
import { useMemo, useState, type ComponentType } from 'react';
import {
  annualTask,
  dutyEntry,
  mediationCase,
  person,
  publicityEvent,
  screening,
  training,
  venue,
} from '#kinds/index.ts';
import { columnsOf } from '#core/columns.ts';
import { headingOf, NO_NAMES } from '#core/text.ts';
import { AppShell } from '#ui/AppShell.tsx';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { HBars } from '#ui/charts/HBars.tsx';
import { Matrix, type MatrixCell } from '#ui/charts/Matrix.tsx';
import { MonthBars } from '#ui/charts/MonthBars.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { ColumnChoice } from '#ui/ColumnChoice.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import type { PhotoPort } from '#ui/fields/form-api.ts';
import { FilterBar } from '#ui/FilterBar.tsx';
import type { LinkProps } from '#ui/link.ts';
import { ListTools } from '#ui/ListTools.tsx';
import { Live } from '#ui/Live.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Page } from '#ui/Page.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { RecordList, type CardLine } from '#ui/RecordList.tsx';
import { RecordTable } from '#ui/RecordTable.tsx';
import { Ring } from '#ui/Ring.tsx';
import { SearchBox } from '#ui/SearchBox.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { sortRows, type Sort } from '#ui/sort-rows.ts';
import { StateBadge } from '#ui/StateBadge.tsx';
import { StatTile, StatTiles } from '#ui/StatTile.tsx';
import { SyncLine } from '#ui/SyncLine.tsx';
import { people } from './made-up.ts';
import { TryForm } from './TryForm.tsx';

const tabs = [
  { to: '/', label: '首页', icon: <House aria-hidden /> },
  { to: '/ledger', label: '台账', icon: <ClipboardList aria-hidden /> },
  { to: '/tasks', label: '任务', icon: <Target aria-hidden /> },
  { to: '/mine', label: '我的', icon: <UserRound aria-hidden /> },
];
const link =
  (here: string) =>
  ({ to, children, ...rest }: LinkProps) => (
    <a {...rest} href={`#${to}`} {...(to === here ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </a>
  );
const HomeLink = link('/');
const LedgerLink = link('/ledger');

function Parts() {
  const [chip, setChip] = useState<readonly string[]>(['b']);
  const [more, setMore] = useState<readonly string[]>(['a', 'c']);
  const [view, setView] = useState('list');
  return (
    <AppShell tabs={tabs} link={HomeLink} place="城墙村 · 2024">
      <Page
        title="样张"
        under="城墙村 · 2024年"
        actions={
          <Button tone="quiet" icon={<CalendarDays size={22} aria-hidden />}>
            2024
          </Button>
        }
      >
        <Section title="同步">
          <Card>
            <SyncLine
              parts={[
                { label: '已上报', value: 128 },
                { label: '待上报', value: 3 },
                { label: '被退回', value: 1, tone: 'late' },
              ]}
            />
            <SyncLine
              parts={[
                { label: '已存本机', value: 128 },
                { label: '上次备份', value: '3天前', tone: 'soon' },
              ]}
            />
            <Live message="已存本机" />
          </Card>
        </Section>
        <Section title="按钮" aside="48 px">
          <Card>
            <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
              <Button tone="primary" wide>
                保存
              </Button>
              <Button>导出备份</Button>
              <Button tone="quiet">稍后</Button>
              <Button disabled>不能点</Button>
              <ConfirmInline
                label="删除"
                question="删除后列表里不再显示，历史里还看得到。"
                onConfirm={() => undefined}
              />
            </div>
          </Card>
        </Section>
        <Section title="提示">
          <div style={{ display: 'grid', gap: 8 }}>
            <Notice>没有网络，照常记录，联网后自动上报</Notice>
            <Notice tone="success">备份已导出：fazhi-城墙村-20240618-0930.json</Notice>
            <Notice tone="warn" actions={<Button tone="quiet">导出备份</Button>}>
              7 天没有备份了，建议今天导出一次
            </Notice>
            <Notice tone="error">被退回 1 条：身份证号的校验码不对</Notice>
          </div>
        </Section>
        <Section title="进度" aside={<a href="#all">全部任务</a>}>
          <Card>
            <div style={{ display: 'grid', gap: 20 }}>
              <ProgressBar label="法治培训" done={3} target={4} unit="场" pace={1.9} />
              <ProgressBar label="宪法宣传周活动" done={2} target={12} unit="场" pace={5.5} />
              <ProgressBar label="法律明白人" done={30} target={30} unit="名" />
              <Ring
                share={0.42}
                pace={0.46}
                figure="5 / 12"
                caption="项任务"
                description="任务：12 项中完成 5 项，今天应到 5.5 项"
              />
            </div>
          </Card>
        </Section>
        <Section title="数字">
          <StatTiles>
            <StatTile label="调解案件" value={128} unit="件" note="待上报 3" onOpen={() => undefined} />
            <StatTile label="培训" value={6} unit="场" onOpen={() => undefined} />
            <StatTile label="受众" value="2,340" unit="人次" />
          </StatTiles>
        </Section>
        <Section title="选择">
          <Card>
            <div style={{ display: 'grid', gap: 16 }}>
              <ChipGroup
                aria-label="协议形式"
                choices={[
                  { id: 'a', label: '书面协议' },
                  { id: 'b', label: '口头协议' },
                ]}
                value={chip}
                onChange={setChip}
              />
              <ChipGroup
                aria-label="活动形式"
                multiple
                choices={['集中宣传', '发放宣传资料', '悬挂横幅', '法律咨询'].map((label, at) => ({
                  id: 'abcd'.charAt(at),
                  label,
                }))}
                value={more}
                onChange={setMore}
              />
              <Segmented
                label="看法"
                choices={[
                  { id: 'list', label: '列表' },
                  { id: 'chart', label: '图' },
                  { id: 'table', label: '表' },
                ]}
                value={view}
                onChange={setView}
              />
              <div>
                <StateBadge tone="done">调解成功</StateBadge> <StateBadge tone="act">调解中</StateBadge>{' '}
                <StateBadge tone="soon">30天内</StateBadge> <StateBadge tone="late">被退回</StateBadge>{' '}
                <StateBadge tone="pace">待上报</StateBadge> <StateBadge>登记</StateBadge>
              </div>
            </div>
          </Card>
        </Section>
        <Section title="更多">
          <Disclosure label="更多信息" note="已填 3 项">
            <Card>里面的内容</Card>
          </Disclosure>
        </Section>
        <Section title="等待与空白">
          <Card>
            <Loading what="正在导入备份" done={1200} of={5000} after={0} />
            <EmptyState icon={<Gavel size={32} />} action={<Button tone="primary">记调解</Button>}>
              调解过的纠纷记在这里，两个名字、一句话就够。
            </EmptyState>
          </Card>
        </Section>
      </Page>
    </AppShell>
  );
}

const types = ['邻里纠纷', '山林土地纠纷', '婚姻家庭纠纷', '拖欠农民工工资纠纷'];
const cards = Array.from({ length: 100_000 }, (_, at) => ({ id: `r${at}`, at }));
const lineOf = ({ at }: { readonly at: number }): CardLine => ({
  title: `冉*与田*${types[at % 4] ?? ''}`,
  second: `${1 + (at % 12)}月${1 + (at % 28)}日 · 城墙村 · 冉光明`,
  state: (
    [
      { text: '调解成功', tone: 'done' },
      { text: '调解中', tone: 'act' },
      { text: '调解不成', tone: 'soon' },
    ] as const
  )[at % 3] ?? { text: '登记', tone: 'plain' },
  ...(at % 3 === 1 ? { missing: '还缺：纠纷简要情况、权利义务告知日期' } : {}),
  ...(at % 7 === 0
    ? { standing: 'pending' as const }
    : at % 11 === 5
      ? { standing: 'refused' as const }
      : at % 13 === 3
        ? { standing: 'conflict' as const }
        : {}),
});

function List() {
  return (
    <AppShell tabs={tabs} link={LedgerLink} place="城墙村 · 2024">
      <Page title="调解案件" actions={<Button tone="quiet">筛选</Button>}>
        <RecordList
          title="调解案件"
          rows={cards}
          lineOf={lineOf}
          hrefOf={({ id }) => `/record/${id}`}
          link={LedgerLink}
        />
      </Page>
    </AppShell>
  );
}

const wrong = [
  { field: 'parties.item-0001.name', message: '请写姓名' },
  { field: 'disputeType', message: '请选纠纷类型' },
  { field: 'acceptedOn', message: '受理日期不能晚于今天' },
];
/** One picture here, one whose bytes are elsewhere, one being made smaller. */
const photos: PhotoPort = {
  add: () => undefined,
  url: (blob) => (blob === 'here' ? '/icon.svg' : undefined),
  busy: [{ id: 'x', name: '签到表.jpg', done: 0.4 }],
  problem: '有一张照片打不开，请换一张',
};
const shelled =
  (Form: ComponentType): ComponentType =>
  () => (
    <AppShell tabs={tabs} link={LedgerLink} place="城墙村 · 2024">
      <Form />
    </AppShell>
  );
const filled = {
  parties: {
    a: { side: 'partyA', partyKind: 'person', name: '冉光明', phone: '13800000000' },
    b: { side: 'partyB', partyKind: 'person', name: '田秀英' },
  },
  disputeType: 'forestLand',
  facts: '双方因责任山界址不清发生争执，经现场勘验、查阅林权证后达成一致。',
  status: 'settled',
  agreementForm: 'written',
  agreementItems: {
    x: { content: '以老石坎为界', dueOn: '2024-07-01' },
    y: { content: '互不追究', performer: '双方' },
  },
  mediators: ['p1', 'p2'],
};

const caseRows = Array.from({ length: 5000 }, (_, at) => ({
  id: `r${at}`,
  at,
  values: {
    parties: { a: { side: 'partyA', name: '冉光明' }, b: { side: 'partyB', name: '田秀英' } },
    disputeType: ['neighbor', 'forestLand', 'marriageFamily'][at % 3] ?? 'other',
    status: ['settled', 'inMediation', 'notSettled'][at % 3] ?? 'settled',
    acceptedOn: `2024-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`,
    ...(at % 4 === 0 ? {} : { amountInvolved: 10_000 * (at % 97) }),
    peopleInvolved: 2 + (at % 5),
  },
}));
const markOf = ({ at }: { readonly at: number }) => (at % 9 === 0 ? <StateBadge tone="pace">待上报</StateBadge> : null);
const columns = columnsOf(mediationCase);
const firstColumns = ['disputeType', 'status', 'acceptedOn', 'amountInvolved', 'peopleInvolved', 'agreementForm'];

function Table() {
  const [sort, setSort] = useState<Sort | null>({ id: 'acceptedOn', desc: true });
  const [shown, setShown] = useState<readonly string[]>(firstColumns);
  const [words, setWords] = useState('');
  const [type, setType] = useState('');
  const found = useMemo(() => caseRows.filter(({ values }) => type === '' || values.disputeType === type), [type]);
  const rows = useMemo(
    () =>
      sortRows(
        found,
        columns.find(({ id }) => id === sort?.id),
        sort?.desc === true,
        NO_NAMES,
      ),
    [found, sort],
  );
  return (
    <AppShell tabs={tabs} link={LedgerLink} place="双泉乡 · 2024" foot="已存本机 128">
      <Page title="调解案件" full actions={<Button>导出表格</Button>}>
        <ListTools
          search={
            <SearchBox
              label="查找调解案件"
              value={words}
              onChange={setWords}
              found={words === '' ? '' : `找到 ${rows.length} 条`}
            />
          }
          filters={
            <FilterBar
              filters={[
                {
                  id: 'type',
                  label: '纠纷类型',
                  value: type,
                  choices: [
                    { id: 'neighbor', label: '邻里纠纷' },
                    { id: 'forestLand', label: '山林土地纠纷' },
                  ],
                },
                {
                  id: 'year',
                  label: '年份',
                  all: '全部年份',
                  value: '2024',
                  choices: [{ id: '2024', label: '2024年' }],
                },
              ]}
              range={{ from: '', to: '' }}
              onRange={() => undefined}
              onFilter={(id, value) => id === 'type' && setType(value)}
              onClear={() => setType('')}
            />
          }
          more={<ColumnChoice columns={columns} shown={shown} onShown={setShown} />}
        />
        <RecordTable
          title="调解案件"
          rows={rows}
          columns={columns}
          shown={shown}
          names={NO_NAMES}
          sort={sort}
          onSort={setSort}
          leadOf={({ values }) => headingOf(mediationCase, values, { names: NO_NAMES, reveal: false })}
          hrefOf={({ id }) => `/record/${id}`}
          link={LedgerLink}
          markOf={markOf}
        />
      </Page>
    </AppShell>
  );
}

const bars = [
  { id: 'a', label: '邻里纠纷', value: 46 },
  { id: 'b', label: '山林土地纠纷', value: 31 },
  { id: 'c', label: '婚姻家庭纠纷', value: 22 },
  { id: 'd', label: '拖欠农民工工资纠纷', value: 9 },
  { id: 'e', label: '其他纠纷', value: 0 },
];
const tasks = [
  { id: 'a', label: '开展法治培训不少于4场', value: 3, target: 4, pace: 1.9, figure: '3 / 4' },
  { id: 'b', label: '宪法宣传周各村至少1场', value: 2, target: 12, pace: 5.5, figure: '2 / 12' },
];

const villages = ['永祥村', '天马村', '菖蒲村', '箐口村', '双石村', '城墙村'].map((label) => ({ id: label, label }));
const undertakings = [
  { id: 'a', label: '开展法治培训不少于4场' },
  { id: 'b', label: '宪法宣传周各村至少1场' },
  { id: 'c', label: '法律明白人每村不少于3名' },
];
const cellOf = (row: string, column: string): MatrixCell | null => {
  const done = (row.charCodeAt(0) + column.charCodeAt(0)) % 6;
  if (column === 'c')
    return { text: `${done} / 3`, share: done / 3, ...(done >= 3 ? { tone: 'done' as const, note: '已完成' } : {}) };
  if (row === '双石村' && column === 'b') return null;
  if (done >= 4) return { text: `${done} / 4`, share: 1, tone: 'done', note: '已完成' };
  return {
    text: `${done} / 4`,
    share: done / 4,
    pace: 0.46,
    ...(done < 2 ? { tone: 'soon' as const, note: `少 ${2 - done}` } : {}),
  };
};

const Charts = () => (
  <AppShell tabs={tabs} link={HomeLink} place="城墙村 · 2024">
    <Page title="图">
      <Section title="每月调解案件">
        <Card>
          <MonthBars
            description="2024年每月调解案件"
            months={[8, 5, 12, 9, 14, 11, 0, 0, 0, 0, 0, 0]}
            unit="件"
            now={6}
            onOpen={() => undefined}
          />
        </Card>
      </Section>
      <Section title="纠纷类型">
        <Card>
          <HBars description="2024年调解案件按纠纷类型" bars={bars} unit="件" onOpen={() => undefined} />
        </Card>
      </Section>
      <Section title="任务">
        <Card>
          <HBars description="年度任务进度" bars={tasks} unit="场" />
        </Card>
      </Section>
      <Section title="各村">
        <Matrix
          title="各村任务进度"
          head="村"
          rows={villages}
          columns={undertakings}
          cellOf={cellOf}
          onOpen={() => undefined}
        />
      </Section>
      <Section title="培训">
        <Card>
          <MonthBars description="2024年每月培训" months={[1, 0, 2, 0, 1, 1, 0, 0, 0, 0, 0, 0]} unit="场" now={6} />
        </Card>
      </Section>
    </Page>
  </AppShell>
);

export const scenes: { readonly [name: string]: ComponentType } = {
  parts: Parts,
  list: List,
  table: Table,
  charts: Charts,
  quick: shelled(() => <TryForm kind={mediationCase} recent={['forestLand', 'neighbor']} />),
  wrong: shelled(() => <TryForm kind={mediationCase} problems={wrong} failed={1} />),
  full: shelled(() => <TryForm kind={mediationCase} typed={filled} unfolded />),
  training: shelled(() => (
    <TryForm kind={training} typed={{ attendance: { p1: { state: 'present' }, p2: { state: 'leave' } } }} />
  )),
  publicity: shelled(() => <TryForm kind={publicityEvent} folk={people(40)} />),
  person: shelled(() => (
    <TryForm
      kind={person}
      typed={{ name: '冉光明', roles: { a: { role: 'mediator', basis: 'elected' }, b: { role: 'lawSavvyPerson' } } }}
    />
  )),
  venue: shelled(() => (
    <TryForm
      kind={venue}
      unfolded
      photos={photos}
      typed={{ photos: { a: { blob: 'here', subject: 'event' }, b: { blob: 'gone' } } }}
    />
  )),
  task: shelled(() => <TryForm kind={annualTask} unfolded />),
  duty: shelled(() => <TryForm kind={dutyEntry} unfolded />),
  picker: shelled(() => (
    <TryForm kind={screening} folk={people(30)} typed={{ by: ['p1', 'p2'] }} onCreate={() => undefined} />
  )),
  screening: shelled(() => <TryForm kind={screening} unfolded />),
};
