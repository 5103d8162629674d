// The small dialog before what must not be done with a stolen session: a code, and the call that was refused goes on.
import { askProofWith, call, factorRoutes } from '@anlan/contract';
import { Go, Loading, sentenceOf, useCall } from '@anlan/ui';
import { Button, Input, type InputRef, Modal } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';

type Waiting = { answer: (shown: boolean) => void };

/** The same function at every drawing, so that the focus is taken once. */
const focusOnSight = (box: InputRef | null) => box?.focus();

export function ProofDialog() {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  useEffect(() => {
    // Calls refused while one is asked wait for the same answer.
    askProofWith(() => new Promise((answer) => setWaiting((before) => [...before, { answer }])));
    return () => askProofWith(null);
  }, []);
  const done = (shown: boolean) => {
    for (const { answer } of waiting) answer(shown);
    setWaiting([]);
  };
  return (
    <Modal
      open={waiting.length > 0}
      title="核对动态口令"
      footer={null}
      width={400}
      mask={{ closable: false }}
      destroyOnHidden
      onCancel={() => done(false)}
    >
      <Asked done={done} />
    </Modal>
  );
}

function Asked({ done }: { done: (shown: boolean) => void }) {
  const { data } = useCall(factorRoutes.state, {});
  const [code, setCode] = useState('');
  const [say, setSay] = useState('');
  const [busy, setBusy] = useState(false);
  if (!data) return <Loading lines={2} />;
  if (!data.enrolled)
    return (
      <div className="al-form">
        <p>这件事要先核对动态口令，您还没有开通。用手机开通只要一分钟，开通后再回来办理。</p>
        <Go to="/people/security" onClick={() => done(false)}>
          去开通动态口令
        </Go>
      </div>
    );
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    try {
      await call(factorRoutes.prove, { code });
      done(true);
    } catch (error) {
      setSay(sentenceOf(error));
      setCode('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="al-form" onSubmit={(e) => void submit(e)} noValidate>
      <label htmlFor="proof-code">请输入手机上的动态口令，或一个恢复码</label>
      <Input
        id="proof-code"
        size="large"
        ref={focusOnSight}
        autoComplete="one-time-code"
        value={code}
        onChange={(e) => setCode(e.target.value)}
      />
      <p className="al-field__error" role="alert">
        {say}
      </p>
      <Button type="primary" htmlType="submit" block loading={busy} disabled={code.trim().length < 6}>
        核对并继续
      </Button>
    </form>
  );
}
