import { useState } from 'react';
import { Link } from 'react-router';
import { useSay } from '#pages/shell/announcer.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { StateRow, Rows } from './Rows.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Select } from '#ui/Select.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { saveMe, useMe, type Me } from './use-me.ts';
import styles from './mine.module.css';

export function MePage() {
  const me = useMe();
  const { joined } = useStore().identity;
  return (
    <Screen title="我的姓名" back="/mine">
      {me === undefined ? <Loading /> : joined === undefined ? <MeForm me={me} /> : <Account me={me} />}
    </Screen>
  );
}

/** In a township the office writes who somebody is. */
function Account({ me }: { readonly me: Me }) {
  const { units } = usePlace();
  const { joined } = useStore().identity;
  const unit = units.find(({ id }) => id === joined?.account.unit)?.name ?? '';
  return (
    <div className={styles.stack}>
      <Rows>
        <StateRow title="姓名" value={me.name ?? ''} />
        <StateRow title="角色" value={me.roleText} />
        {unit !== '' && <StateRow title="单位" value={unit} />}
        <StateRow title="办理调解案件" value={joined?.account.caseDuty === true ? '是' : '否'} />
      </Rows>
      <Notice>姓名、角色由司法所在“账号与设备”里管理，要改请打电话给他们。</Notice>
    </div>
  );
}

function MeForm({ me }: { readonly me: Me }) {
  const store = useStore();
  const say = useSay();
  const people = useRecords('person').rows;
  const [name, setName] = useState(me.name ?? '');
  const [person, setPerson] = useState(me.person ?? '');
  const [problem, setProblem] = useState('');
  useWriting(name !== (me.name ?? ''));
  const options = people
    .map(({ id, values }) => ({ id, label: typeof values['name'] === 'string' ? values['name'] : '未填姓名' }))
    .sort((a, b) => a.label.localeCompare(b.label, 'zh-CN'));
  const save = async () => {
    setProblem('');
    if (name.trim() === '') {
      setProblem('请填姓名');
      return;
    }
    const saved = await saveMe(store, { name: name.trim(), person: person === '' ? null : person });
    if (saved.ok) say('已存本机');
    else setProblem(saved.failure === 'full' ? '手机空间不够，没有存下' : '没有存下，请重新打开再试');
  };
  return (
    <Card>
      <div className={styles.close}>
        <TextBox
          label="姓名"
          value={name}
          max={60}
          hint="改动记录上写的就是这个名字。"
          problem={problem === '' ? undefined : problem}
          onChange={setName}
        />
        {options.length > 0 && (
          <div>
            <p>我在人员名册里是</p>
            <Select
              label="我在人员名册里是"
              value={person}
              options={[{ id: '', label: '没有选' }, ...options]}
              onChange={setPerson}
            />
            <p className={styles.small}>选好以后，新记调解时“调解员”先写上您。</p>
          </div>
        )}
        {options.length === 0 && (
          <Notice
            actions={
              <Link className={buttonClass('quiet')} to="/ledger/person/batch">
                去加人员
              </Link>
            }
          >
            人员名册里还没有人。把自己加进去，再回这里选，新记调解时“调解员”就先写上您。
          </Notice>
        )}
        <Button tone="primary" wide onClick={() => void save()}>
          保存
        </Button>
      </div>
    </Card>
  );
}
