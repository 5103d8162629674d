// All reminders, orders and circulars within reach, each with the way to a new one.
import { Empty, Go, RecordList, useMay } from '@anlan/ui';
import { circulars, orders, reminders } from './kinds.ts';
import { CircularRecord } from './show-circular.tsx';
import { OrderRecord } from './show-order.tsx';
import { ReminderRecord } from './show-reminder.tsx';
import { Tabbed } from './tabs.tsx';

const besideReminder = (id: string) => <ReminderRecord key={id} id={id} beside />;
const besideOrder = (id: string) => <OrderRecord key={id} id={id} beside />;
const besideCircular = (id: string) => <CircularRecord key={id} id={id} beside />;

const toRemind = (
  <Go className="al-way" to="/followup">
    看该催办的
  </Go>
);

export function RemindersPage() {
  const may = useMay('followup.remind');
  return (
    <Tabbed>
      <RecordList
        kind={reminders}
        views={[
          { label: '未了结', filters: { state: 'sent' } },
          { label: '已了结', filters: { state: 'settled' } },
        ]}
        actions={may ? toRemind : null}
        empty={
          <Empty title="还没有催办过。逾期的任务会列在「建议」里，也可以从「今日」或公文里催办。">
            {may ? toRemind : null}
          </Empty>
        }
        show={besideReminder}
      />
    </Tabbed>
  );
}

const orderWay = (
  <Go className="al-way al-way--main" to="/followup/orders/new">
    起草督办单
  </Go>
);

export function OrdersPage() {
  const may = useMay('followup.draft');
  return (
    <Tabbed>
      <RecordList
        kind={orders}
        views={[
          { label: '待审批', filters: { state: 'approving' } },
          { label: '待回复', filters: { state: 'sent' } },
          { label: '待核实', filters: { state: 'replied' } },
        ]}
        actions={may ? orderWay : null}
        empty={<Empty title="没有督办单。催办后仍不办理的，可以起草督办单。">{may ? orderWay : null}</Empty>}
        show={besideOrder}
      />
    </Tabbed>
  );
}

const circularWay = (
  <Go className="al-way al-way--main" to="/followup/circulars/new">
    起草通报
  </Go>
);

export function CircularsPage() {
  const may = useMay('followup.draft');
  return (
    <Tabbed>
      <RecordList
        kind={circulars}
        views={[
          { label: '待签发', filters: { state: 'signing' } },
          { label: '已通报', filters: { state: 'published' } },
        ]}
        actions={may ? circularWay : null}
        empty={<Empty title="没有通报。">{may ? circularWay : null}</Empty>}
        show={besideCircular}
      />
    </Tabbed>
  );
}
