import { Route, Router } from "@solidjs/router";
import { QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import { DeskToasts } from "./components/DeskToasts";
import { DeskGate } from "./routes/DeskGate";
import { LoginPage } from "./routes/LoginPage";
import { NotFoundPage } from "./routes/NotFoundPage";
import { AccessProvider, createAccess } from "./state/access";

export function App() {
  const access = createAccess();
  const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1 } } });
  return (
    <AccessProvider access={access}>
      <QueryClientProvider client={queries}>
        <Router base={import.meta.env.BASE_URL.replace(/\/$/, "")}>
          <Route path="/login" component={LoginPage} />
          <Route path={["/", "/chats/:sessionId"]} component={DeskGate} />
          <Route path="*" component={NotFoundPage} />
        </Router>
      </QueryClientProvider>
      <DeskToasts />
    </AccessProvider>
  );
}
