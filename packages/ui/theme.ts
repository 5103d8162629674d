// The tokens of the desk for the component library; style.css holds the same for everything else.
import type { ThemeConfig } from 'antd';

export const INK = '#1f262b';
const SOFT = '#4f5960';
const FAINT = '#636c73';
const LINE = '#e3e0d9';
const PAPER = '#fffefb';
const DESK = '#f3f1ec';
const ACCENT = '#1f5f74';
const ACCENT_SOFT = '#e6eff1';

/** Calm, official, dense: ink on paper, one quiet accent, small radii, no shadows but for what floats. */
export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: ACCENT,
    colorInfo: ACCENT,
    colorLink: ACCENT,
    colorSuccess: '#2b744c',
    colorWarning: '#a86a12',
    colorError: '#a8281f',
    colorText: INK,
    colorTextSecondary: SOFT,
    colorTextTertiary: FAINT,
    colorTextPlaceholder: FAINT,
    colorTextDescription: SOFT,
    colorBorder: '#cdc9c0',
    colorBorderSecondary: LINE,
    colorBgLayout: DESK,
    colorBgContainer: '#ffffff',
    colorBgElevated: PAPER,
    controlItemBgActive: ACCENT_SOFT,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
    fontSize: 14,
    borderRadius: 6,
    controlHeight: 34,
    motionDurationSlow: '0.16s',
    motionDurationMid: '0.12s',
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
    Modal: { titleFontSize: 16 },
    Drawer: { paddingLG: 20 },
  },
};

/** The nonce that the server puts into the page, for the style elements of the component library. */
export const cspNonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
