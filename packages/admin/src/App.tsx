import * as ui from "@chat/ui";
import { createSignal } from "solid-js";
export function App() {
  const [v,setV]=createSignal("a"); const [s,setS]=createSignal(true); const [o,setO]=createSignal(false);
  return <div class="grid gap-4 p-6 max-w-lg"><ui.Button variant="primary">Save</ui.Button><ui.TextField label="Name" value={v()} onChange={setV} error="No" /><ui.Select label="Pos" value={v()} onChange={setV} options={[{value:"a",label:"Apple"},{value:"b",label:"Bear"}]} />
  <ui.Switch label="Active" checked={s()} onChange={setS}/><ui.Checkbox label="Req" checked={s()} onChange={setS}/><ui.ColorField label="Primary" value="#007bff" onChange={()=>{}}/><ui.Badge tone="success" dot>Active</ui.Badge><ui.Avatar name="Ada Lovelace" isOnline/><ui.ThemeToggle/><ui.Button onClick={()=>setO(true)}>open</ui.Button>
  <ui.Button onClick={()=>ui.toast.success("Saved")}>toast</ui.Button><ui.ToastRegion/>
  <ui.ConfirmDialog open={o()} onOpenChange={setO} title="Delete?" confirmLabel="Delete" danger onConfirm={()=>setO(false)}>Gone.</ui.ConfirmDialog>
  <ui.Transcript class="h-80" visitorName="Bob" typingLabel="Bob is typing" messages={[{key:"1",text:"hi http://x.com <img>",sender:"visitor",senderName:null,sentAt:new Date().toISOString()},{key:"2",text:"hello",sender:"assistant",senderName:"AI Assistant",sentAt:new Date().toISOString()},{key:"3",text:"hey",sender:"agent",senderName:"Ada",sentAt:new Date().toISOString()}]} />
  </div>;
}
