// Writing a notice: plain text set like the paper it will be, with the numbering that the reader of notices understands.
import { Input } from 'antd';

/** The order of numbers of an official paper (GB/T 9704). */
const ORDER = '一、 →（一） → 1. →（1）';

export function TextEditor({
  value,
  onChange,
  id,
  invalid,
  received = false,
}: {
  value: string;
  onChange: (text: string) => void;
  id?: string;
  invalid?: boolean;
  /** The words of a document issued elsewhere, copied from its original. */
  received?: boolean;
}) {
  return (
    <div className="di-editor">
      <Input.TextArea
        {...(id ? { id } : {})}
        className="di-editor__text"
        value={value}
        onChange={(e) => onChange(e.target.value)}
        autoSize={{ minRows: 10, maxRows: 28 }}
        status={invalid ? 'error' : ''}
        placeholder={
          received
            ? '照原件录入或粘贴全文，从标题到落款、印发日期和附表。表格一行写一行，各格之间按 Tab 键。'
            : '从主送机关写起。每项任务单独成段，以序号开头。'
        }
        aria-label="正文"
      />
      <p className="di-editor__hint" hidden={received}>
        序号依次用 {ORDER}
        。要求写明谁、多久一次或何时前，例如“各县（区）文旅局每季度至少组织学习一次”，系统会逐条找出。文号不用写，签发后由局办公室编。
      </p>
    </div>
  );
}
