import { Button, EmptyState, messageOf } from "@chat/ui";
import { CloudOff } from "lucide-solid";

/** In place of what could not be loaded. */
export function QueryError(props: { error: unknown; onRetry: () => void; isRetrying?: boolean }) {
  return (
    <EmptyState
      icon={<CloudOff />}
      title="This could not be loaded"
      action={
        <Button pending={props.isRetrying} onClick={() => props.onRetry()}>
          Try again
        </Button>
      }
    >
      {messageOf(props.error)}
    </EmptyState>
  );
}
