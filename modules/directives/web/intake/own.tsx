// 发文拟稿: title and text of a notice of our own; read at once, reviewed, then signed here.
import { call } from '@anlan/contract';
import { Field, FormFrame, refresh, useForm, useGo } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { z } from 'zod';
import { directives } from '../../contract.ts';
import { TextEditor } from './text-editor.tsx';

const Own = z.object({
  title: z.string().trim().min(4, '请填写标题，例如：关于做好……工作的通知').max(200, '标题太长').describe('标题'),
  text: z.string().trim().min(10, '请填写正文').max(2_000_000, '文字太长，请存成文件后从收文登记上传').describe('正文'),
});

export function OwnDraft() {
  const go = useGo();
  const client = useQueryClient();
  const form = useForm({
    schema: Own,
    draft: 'directives.own',
    async send(input, key) {
      const record = await call(directives.routes.register, { ...input, door: 'own' }, { key });
      void refresh(client, 'directives');
      go(`/directives/${record.id}`);
    },
  });
  return (
    <FormFrame form={form} button="生成核对稿" consequence="先逐条核对，再送局领导签发；签发前都可以改。">
      <Field form={form} name="title" wide>
        {(bind) => (
          <Input
            {...bind}
            value={form.values.title ?? ''}
            onChange={(e) => form.set('title', e.target.value)}
            placeholder="关于做好……工作的通知"
          />
        )}
      </Field>
      <Field form={form} name="text" wide>
        {(bind) => (
          <TextEditor
            id={bind.id}
            invalid={bind.status === 'error'}
            value={form.values.text ?? ''}
            onChange={(text) => form.set('text', text)}
          />
        )}
      </Field>
    </FormFrame>
  );
}
