import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { pageLayouts } from './pages/layouts.ts';
import { Landing } from './pages/Landing.tsx';
import { Layout } from './pages/Layout.tsx';
import { NotFound } from './pages/NotFound.tsx';
import { ChangePassword } from './shell/ChangePassword.tsx';
import { Header } from './shell/Header.tsx';
import { Problem } from './shell/Problem.tsx';
import { SessionEnded } from './shell/SessionEnded.tsx';
import { useSession } from './shell/session.ts';
import type { SessionViewer } from './shell/session.ts';
import { SignIn } from './shell/SignIn.tsx';

const FigurePage = lazy(async () => ({
  default: (await import('./pages/FigurePage.tsx')).FigurePage,
}));
const AboutData = lazy(async () => ({
  default: (await import('./pages/AboutData.tsx')).AboutData,
}));
const Users = lazy(async () => ({ default: (await import('./admin/Users.tsx')).Users }));
const DataLoads = lazy(async () => ({
  default: (await import('./admin/DataLoads.tsx')).DataLoads,
}));
const Audit = lazy(async () => ({ default: (await import('./admin/Audit.tsx')).Audit }));
const ModelledValues = lazy(async () => ({
  default: (await import('./admin/ModelledValues.tsx')).ModelledValues,
}));
const Glossary = lazy(async () => ({ default: (await import('./pages/Glossary.tsx')).Glossary }));
const Accessibility = lazy(async () => ({
  default: (await import('./pages/Accessibility.tsx')).Accessibility,
}));
const Reports = lazy(async () => ({ default: (await import('./pages/Reports.tsx')).Reports }));
const Verify = lazy(async () => ({ default: (await import('./pages/Verify.tsx')).Verify }));

function Pages({ viewer }: { readonly viewer: SessionViewer }) {
  return (
    <Routes>
      <Route element={<Layout viewer={viewer} />}>
        <Route index element={<Landing viewer={viewer} />} />
        <Route path="sign-in" element={<Landing viewer={viewer} />} />
        {viewer.role !== 'admin' &&
          pageLayouts.map((layout) => (
            <Route key={layout.path} path={layout.path} element={<FigurePage layout={layout} />} />
          ))}
        {viewer.role === 'admin' && <Route path="loads" element={<DataLoads />} />}
        {viewer.role === 'admin' && <Route path="users" element={<Users />} />}
        {viewer.role === 'admin' && <Route path="audit" element={<Audit />} />}
        {(viewer.role === 'admin' || viewer.role === 'manager') && (
          <Route path="values" element={<ModelledValues />} />
        )}
        <Route path="about" element={<AboutData />} />
        {viewer.role !== 'admin' && <Route path="reports" element={<Reports />} />}
        <Route path="verify" element={<Verify />} />
        <Route path="verify/:code" element={<Verify />} />
        <Route path="glossary" element={<Glossary />} />
        <Route path="accessibility" element={<Accessibility />} />
        <Route path="password" element={<ChangePassword must={false} />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

/** Sign-in first; then the pages, which stay when a session ends under them. */
export function App() {
  const { data: session, error, refetch } = useSession();
  return (
    <>
      <a className="nhsuk-skip-link" href="#main">
        Skip to the figures
      </a>
      {!session && (
        <>
          <Header viewer={null} feeds={undefined} />
          {error && (
            <main id="main" tabIndex={-1} className="page">
              <Problem failure={error} onRetry={() => void refetch()} />
            </main>
          )}
        </>
      )}
      {session && !session.viewer && (
        <>
          <Header viewer={null} feeds={undefined} />
          <SignIn offer={session.signIn} />
        </>
      )}
      {session?.viewer?.mustChangePassword && (
        <>
          <Header viewer={session.viewer} feeds={undefined} />
          <ChangePassword must />
        </>
      )}
      {session?.viewer && !session.viewer.mustChangePassword && <Pages viewer={session.viewer} />}
      {session?.ended && session.viewer && <SessionEnded viewer={session.viewer} />}
    </>
  );
}
