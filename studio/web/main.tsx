import { createRoot } from "react-dom/client";
import { App } from "./shell/app.tsx";
import { readPageData } from "./shell/read-page-data.ts";

const root = document.querySelector("#root");
const page = readPageData();
if (root !== null && page !== undefined) {
  document.title = page.title;
  createRoot(root).render(<App page={page} />);
}
