import { el } from "../borrowed";
import type { ChatState } from "../protocol/state";
import type { ExtrasHost } from "./main";

/** Who waits while nobody is there may leave a message. */
export function createNobody({ strings, view, client, record, host, showForm }: ExtrasHost) {
  const leave = () =>
    showForm((forms, end) =>
      forms.leaveMessage(
        record.current(),
        (text, leftBy) => {
          record.keep(leftBy);
          client.sendMessage(text, leftBy);
          end();
        },
        end,
      ),
    ).then(view.focus, (error) => host.emit("error", error));
  const root = el("button", { class: "start leave", hidden: true, click: leave }, strings.leaveMessage);
  view.composer.root.before(root);
  return {
    render({ mode, isStaffed }: ChatState) {
      root.hidden = isStaffed || mode !== "queued";
    },
  };
}
