import { Link } from 'react-router';
import { useStore } from '#store/hooks.ts';
import { buttonClass } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Screen } from './Screen.tsx';

/** A form that this account may not fill in: whoever comes by an old link learns why, and whom to ask. */
export function NoRight({ title }: { readonly title: string }) {
  const { identity } = useStore();
  const name = identity.joined?.account.name ?? '';
  return (
    <Screen title={title} back="/">
      <EmptyState
        action={
          <Link className={buttonClass('secondary')} to="/">
            回首页
          </Link>
        }
      >
        {name === '' ? '这个账号' : `${name}的账号`}不能{title}。需要时请联系司法所，他们在“账号与设备”里可以改。
      </EmptyState>
    </Screen>
  );
}
