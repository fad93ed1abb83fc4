import { ConnectionBanner, ToastRegion } from "@chat/ui";
import { Route, Router } from "@solidjs/router";
import { type JSX, lazy, Show } from "solid-js";
import { Shell } from "./components/Shell";
import { LogIn } from "./routes/LogIn";
import { NotFound } from "./routes/NotFound";
import { Overview } from "./routes/Overview";
import { Register } from "./routes/Register";
import { AdminProvider, useAdmin } from "./state/admin-context";

const Widgets = lazy(async () => ({ default: (await import("./routes/Widgets")).Widgets }));
const WidgetNew = lazy(async () => ({ default: (await import("./routes/WidgetNew")).WidgetNew }));
const WidgetEdit = lazy(async () => ({ default: (await import("./routes/WidgetEdit")).WidgetEdit }));
const Agents = lazy(async () => ({ default: (await import("./routes/Agents")).Agents }));
const Knowledge = lazy(async () => ({ default: (await import("./routes/Knowledge")).Knowledge }));

export function App() {
  return (
    <AdminProvider>
      <Router root={Root}>
        <Route path="/login" component={LogIn} />
        <Route path="/register" component={Register} />
        <Route path="/" component={Shell}>
          <Route path="/" component={Overview} />
          <Route path="/widgets" component={Widgets} />
          <Route path="/widgets/new" component={WidgetNew} />
          <Route path="/widgets/:siteKey" component={WidgetEdit} />
          <Route path="/agents" component={Agents} />
          <Route path="/knowledge" component={Knowledge} />
          <Route path="*" component={NotFound} />
        </Route>
      </Router>
    </AdminProvider>
  );
}

function Root(props: { children?: JSX.Element }) {
  const { connection, session } = useAdmin();
  return (
    <>
      {props.children}
      <Show when={session.isLoggedIn()}>
        <ConnectionBanner state={connection.state()} />
      </Show>
      <ToastRegion />
    </>
  );
}
