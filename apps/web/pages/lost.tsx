// An address that leads nowhere, or to what the reader may not see: the same answer.
import { Empty, Go } from '@anlan/ui';

export function Lost() {
  return (
    <Empty title="没有找到这个页面。它可能不存在，或不在您的查看范围内。">
      <Go to="/">回到今日</Go>
    </Empty>
  );
}
