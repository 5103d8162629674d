// The keys of the review on one small sheet.
import { Modal } from 'antd';
import { KEYS } from './use-keys.ts';

export function KeysSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal title="按键" open={open} onCancel={onClose} footer={null} width={420}>
      <dl className="dr-keys">
        {KEYS.map((k) => (
          <div key={k.does}>
            <dt>
              {k.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
              {'also' in k ? k.also : null}
            </dt>
            <dd>{k.does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
