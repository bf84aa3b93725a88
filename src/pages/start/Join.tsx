import { useMemo, useState, type FormEvent } from 'react';
import { unpackInvitation, type OfflineInvitation } from '#core/offline-invitation.ts';
import { memberRoles } from '#kinds/codes-people.ts';
import { failureText } from '#sync/api.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Page } from '#ui/Page.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { dropJoinLink, useJoinLink } from '#pages/join-link.ts';
import { useTitle } from '#pages/shell/use-title.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { codeIn, codeProblem } from './code-in.ts';
import { useJoining, type JoiningFailure } from './use-joining.ts';
import styles from './start.module.css';

export interface JoinProps {
  readonly back: () => void;
  /** How many records this device holds already; null where there is no ledger yet. */
  readonly records: number | null;
}

/** 加入乡镇: by the nine digits, or by the link of an invitation that was scanned. */
export function Join({ back, records }: JoinProps) {
  useTitle('加入乡镇');
  const link = useJoinLink();
  const { state, join } = useJoining();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  useWriting(typed !== '' || state.at === 'joining');
  const invitation = useMemo(() => (link?.way === 'offline' ? unpackInvitation(link.secret) : null), [link]);
  const scanned = link?.way === 'code' ? link.secret : invitation?.secret;
  const isBroken = link?.way === 'offline' && invitation === null;
  const problem = scanned !== undefined ? null : codeProblem(typed);
  const begin = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (problem === null) void join({ code: scanned ?? codeIn(typed) }, invitation ?? undefined);
  };
  const failure = state.at === 'failed' ? state.failure : null;
  return (
    <form onSubmit={begin}>
      <Page
        title="加入乡镇"
        onBack={back}
        bottom={
          <Button type="submit" tone="primary" wide disabled={state.at === 'joining'}>
            加入
          </Button>
        }
      >
        <div className={styles.words}>
          {isBroken && <Notice tone="error">这个二维码没有读全，请再扫一次，或者输 9 位邀请码。</Notice>}
          {scanned !== undefined ? (
            <Scanned invitation={invitation} onType={dropJoinLink} />
          ) : (
            <TextBox
              label="邀请码"
              value={typed}
              inputMode="numeric"
              max={40}
              hint="司法所给的 9 位数字。给的是二维码的，用手机自带的相机扫。"
              problem={asked && problem !== null ? problem : undefined}
              onChange={setTyped}
            />
          )}
          {failure !== null && <Failed failure={failure} isFresh={records === null} />}
          {state.at === 'joining' && <Loading what="正在加入乡镇" after={0} />}
          <Card>
            <ul className={styles.points}>
              {records !== null && (
                <li>
                  <b>已经记下的 {records} 条会一起带过去</b>，不用重新输入，修改记录也都在。
                </li>
              )}
              <li>加入以后，记的东西自动报到乡镇；没有网络照常记，联网后再报。</li>
              {invitation !== null && <li>这部手机现在没有网络也能加入，以后把备份文件交给司法所就行。</li>}
              <li>一部手机登记给一个人。姓名、单位和权限由司法所设好了，不用您填。</li>
            </ul>
          </Card>
        </div>
      </Page>
    </form>
  );
}

interface ScannedProps {
  /** Where the code said who this device will be. */
  readonly invitation: OfflineInvitation | null;
  readonly onType: () => void;
}

function Scanned({ invitation, onType }: ScannedProps) {
  return (
    <Notice
      tone="success"
      actions={
        <Button tone="quiet" onClick={onType}>
          不用它，改输邀请码
        </Button>
      }
    >
      <p>收到了司法所的邀请，点下面的“加入”就好。</p>
      {invitation !== null && <p>{whoOf(invitation)}</p>}
    </Notice>
  );
}

/** 双泉乡 永祥村 · 人民调解员 */
function whoOf({ township, unit, role }: OfflineInvitation): string {
  const roleName = memberRoles.codes.find(({ id }) => id === role)?.zh ?? '';
  const place = unit.id === township.id ? township.name : `${township.name} ${unit.name}`;
  return roleName === '' ? place : `${place} · ${roleName}`;
}

/** Why it did not work, and the way on. */
export function Failed({ failure, isFresh }: { readonly failure: JoiningFailure; readonly isFresh: boolean }) {
  const way = wayOn(failure, isFresh);
  return (
    <Notice tone="error" announced>
      <p>{whyOf(failure)}。</p>
      {way !== null && <p>{way}</p>}
    </Notice>
  );
}

function whyOf(failure: JoiningFailure): string {
  if (failure.kind === 'noKey') return '这个网址不是 https 开头的，浏览器不让登记设备';
  if (failure.kind === 'storage') return '没能存到本机，可能是空间满了';
  // Nine digits are mistyped more often than they are used up: whoever is told to ask for others would do that first.
  return failure.code === 'codeWrong' ? '邀请码不对，或者已经用过' : failureText(failure);
}

/** null: why it did not work says that already. */
function wayOn(failure: JoiningFailure, isFresh: boolean): string | null {
  const { kind } = failure;
  if (kind === 'noKey') return '请司法所给一个 https 开头的网址，或在服务器那台电脑上打开。';
  if (kind === 'storage') return '清出一些空间，再点一次；邀请码还能用。';
  const { code } = failure;
  if (kind === 'offline' || kind === 'busy') return '邀请码没有用掉，过一会儿在这里再点一次就行。';
  if (kind === 'portal') return '登录网络以后，回到这里再点一次。';
  if (code === 'otherMember') return '记的东西都还在这台设备上。';
  if (code === 'codeWrong') return '先核对一遍数字，再点一次。还是不行，请向司法所要一个新的。';
  return isFresh ? null : '这台设备上记的东西没有变化，可以先接着记。';
}
