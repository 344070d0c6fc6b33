/* What pdfkit takes and its declarations do not know yet. */

declare namespace PDFKit {
  interface PDFOutline {
    /** Leads to a place of the page written on: points from its top, and from its right edge. */
    addItem(title: string, options: { readonly top: number; readonly left: number }): PDFOutline;
  }

  interface PDFDocument {
    /** Writes the document's properties a second time, as XMP. */
    _addInfo(): void;
  }
}

declare namespace PDFKit.Mixins {
  interface PDFVector {
    /** Lengths of dashes and gaps by turns. */
    dash(lengths: readonly number[], options: object): this;
  }

  interface PDFAnnotation {
    /** A link within the structure tree. `Contents` is a String object, written as text and not as a name. */
    goTo(
      x: number,
      y: number,
      width: number,
      height: number,
      name: string,
      options: { readonly structParent: PDFStructureElement; readonly Contents: object },
    ): this;
  }
}
