// The desk starts here: theme, language, cache, addresses.
import '@anlan/ui/style.css';
import './css/shell.css';
import './css/panels.css';
import './css/pages.css';
import { cspNonce, newQueryClient, theme } from '@anlan/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { obeyContentPolicy } from './content-policy.ts';
import { router } from './router.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

obeyContentPolicy(cspNonce());

createRoot(root).render(
  <StrictMode>
    <ConfigProvider
      theme={theme}
      locale={zhCN}
      csp={{ nonce: cspNonce() }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={newQueryClient()}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  </StrictMode>,
);
