// Binding a telephone: the picture to scan, the key to type where there is no camera, the first code, the codes for later.
import { call, deskRoutes, factorRoutes } from '@anlan/contract';
import { AutoForm, callKey, sentenceOf, useMe } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Opener } from './deed.tsx';

type Shown = { key: string; qr: string };

/** In the page where it is the first, else behind a button: the old telephone holds until the new one gave its code. */
export function Enrol({ first, onDone }: { first: boolean; onDone: () => void }) {
  return first ? (
    <Steps onDone={onDone} />
  ) : (
    <Opener label="换手机，重新开通" title="重新开通动态口令">
      {(close) => (
        <Steps
          onDone={() => {
            close();
            onDone();
          }}
        />
      )}
    </Opener>
  );
}

function Steps({ onDone }: { onDone: () => void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [shown, setShown] = useState<Shown | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = async () => {
    try {
      setShown(await call(factorRoutes.begin, {}));
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  if (codes)
    return (
      <Codes
        codes={codes}
        onKept={() => {
          onDone();
          void client.invalidateQueries({ queryKey: callKey(deskRoutes.me.path) });
        }}
      />
    );
  if (!shown)
    return (
      <Button type="primary" onClick={() => void begin()}>
        用手机开通
      </Button>
    );
  return (
    <div className="pe-enrol">
      <ol>
        <li>在手机上装一个能生成动态口令的应用（身份验证器），不需要联网。</li>
        <li>用它扫描下面的二维码；扫不了的，手工输入密钥。</li>
        <li>输入应用里显示的 6 位数字。</li>
      </ol>
      <img
        className="pe-enrol__qr"
        src={`data:image/svg+xml,${encodeURIComponent(shown.qr)}`}
        alt="动态口令二维码"
        width={200}
        height={200}
      />
      <p>
        密钥 <code className="pe-slip__word">{shown.key}</code>
      </p>
      <AutoForm
        schema={factorRoutes.confirm.input}
        only={['code']}
        button="核对并开通"
        send={async (input) => setCodes((await call(factorRoutes.confirm, input)).recovery)}
      />
    </div>
  );
}

/** New recovery codes in place of the old ones. */
export function Recovery({ onDone }: { onDone: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Opener label="重新生成恢复码" title="重新生成恢复码">
      {(close) =>
        codes ? (
          <Codes
            codes={codes}
            onKept={() => {
              setCodes(null);
              close();
              onDone();
            }}
          />
        ) : (
          <AutoForm
            schema={factorRoutes.renew.input}
            only={[]}
            button="重新生成"
            consequence="原来的恢复码全部作废。"
            onCancel={close}
            send={async () => setCodes((await call(factorRoutes.renew, {})).recovery)}
          />
        )
      }
    </Opener>
  );
}

/** Shown once, to be printed or written down. */
function Codes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const me = useMe();
  return (
    <div className="pe-slip">
      <h3>恢复码（账号 {me.account}）</h3>
      <ul className="pe-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        只显示这一次。手机不在身边或丢失时，用一个恢复码代替动态口令，每个只能用一次。请打印或抄下，与手机分开保管。
      </p>
      <div className="al-actions">
        <Button onClick={() => window.print()}>打印</Button>
        <Button type="primary" onClick={onKept}>
          已保存好
        </Button>
      </div>
    </div>
  );
}
