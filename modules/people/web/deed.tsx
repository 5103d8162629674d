// A button with the small form behind it: what will be done, its consequence in a sentence, and what came of it.
import { type Route, call, deskRoutes } from '@anlan/contract';
import { AutoForm, callKey, refresh } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';

/** What every change of the directory makes old: its own pages, and the lists that pickers keep for an hour. */
export function useRefresh() {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      refresh(client, 'people'),
      ...[deskRoutes.units, deskRoutes.groups, deskRoutes.me].map((r) =>
        client.invalidateQueries({ queryKey: callKey(r.path).slice(0, 2) }),
      ),
    ]);
  };
}

/** A dialog opened by a button; `children` gets the way to close it. */
export function Opener({
  label,
  title,
  main,
  danger,
  link,
  children,
}: {
  label: string;
  title: string;
  main?: boolean | undefined;
  danger?: boolean | undefined;
  /** A plain link among others in a row. */
  link?: boolean | undefined;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const show = () => setOpen(true);
  const close = () => setOpen(false);
  return (
    <>
      {link ? (
        <button type="button" className="al-link" onClick={show}>
          {label}
        </button>
      ) : (
        <Button type={main ? 'primary' : 'default'} danger={danger === true} onClick={show}>
          {label}
        </Button>
      )}
      <Modal
        open={open}
        onCancel={close}
        title={title}
        footer={null}
        width={560}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {open ? children(close) : null}
      </Modal>
    </>
  );
}

export type DeedProps<In extends z.ZodObject, Out extends z.ZodType> = {
  route: Route<In, Out>;
  /** What the buttons say; the route's own words else. */
  label?: string | undefined;
  /** Whom or what it is about. */
  about?: string | undefined;
  known?: Partial<z.input<In>> | undefined;
  only: readonly (keyof z.input<In> & string)[];
  consequence?: ReactNode;
  main?: boolean | undefined;
  danger?: boolean | undefined;
  link?: boolean | undefined;
  /** Said afterwards. */
  said?: ((answer: z.output<Out>) => string) | undefined;
  after?: ((answer: z.output<Out>) => void) | undefined;
};

/** A route as a button with its form. */
export function Deed<In extends z.ZodObject, Out extends z.ZodType>(props: DeedProps<In, Out>) {
  const { route, label = route.summary, about, known, only, consequence, main, danger, link, said, after } = props;
  const { message } = App.useApp();
  const renew = useRefresh();
  return (
    <Opener label={label} title={about ? `${label} · ${about}` : label} main={main} danger={danger} link={link}>
      {(close) => (
        <AutoForm
          schema={route.input}
          {...(known ? { known } : {})}
          only={only}
          button={label}
          danger={danger}
          consequence={consequence}
          onCancel={close}
          send={async (input, key) => {
            const answer = await call(route, input as z.input<In>, { key });
            void message.success(said?.(answer) ?? `已${label}`);
            close();
            await renew();
            after?.(answer);
          }}
        />
      )}
    </Opener>
  );
}
