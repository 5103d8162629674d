// When a page breaks, the desk around it stays.
import { Problem } from '@anlan/contract';
import { Trouble } from '@anlan/ui';
import type { ErrorComponentProps } from '@tanstack/react-router';

/** A new version on the server takes old pieces away; only a reload helps then. */
const isOutdated = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script|Failed to fetch/i.test(error.message);

export function Broken({ error, reset }: ErrorComponentProps) {
  if (error instanceof Problem) return <Trouble error={error} onRetry={reset} />;
  return (
    <div className="al-trouble" role="alert">
      <p>
        {isOutdated(error)
          ? '系统已更新，或网络刚刚断过。重新载入即可继续。'
          : '这个页面出了差错，其他页面不受影响。您填写的内容已存成草稿。'}
      </p>
      <button type="button" className="al-link" onClick={() => location.reload()}>
        重新载入
      </button>
    </div>
  );
}
