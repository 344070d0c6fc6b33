import { JSDOM } from 'jsdom';

let held: Document | null = null;

/** The one document charts are drawn in on the server: nothing is loaded, nothing runs in it. */
export function drawingDocument(): Document {
  held ??= new JSDOM('').window.document;
  return held;
}
