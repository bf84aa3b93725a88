import { Link } from 'react-router';
import { buttonClass } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Screen } from './Screen.tsx';

export function NotFound() {
  return (
    <Screen title="没有这一页" back="/">
      <EmptyState
        action={
          <Link className={buttonClass('primary')} to="/">
            回首页
          </Link>
        }
      >
        网址可能抄错了，或者这一页已经换了地方。记录都还在。
      </EmptyState>
    </Screen>
  );
}
