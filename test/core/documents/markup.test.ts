import fc from "fast-check";
import { expect, test } from "vitest";
import { html, htmlText } from "../../../src/main/core/documents/markup";

test("values are text, wherever they stand", () => {
  const name = `<script>alert("1")</script> & 'O'Neill'`;
  expect(htmlText(html`<p title="${name}">${name}</p>`)).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;O&#39;Neill&#39;">' +
      "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;O&#39;Neill&#39;</p>",
  );
});

test("what html made is put in as it is, alone or as a list, and escaped once only", () => {
  const items = ["a&b", "<c>"].map((item) => html`<li>${item}</li>`);
  expect(htmlText(html`<ul>${items}</ul>${html`<p>${7}</p>`}`)).toBe(
    "<ul><li>a&amp;b</li><li>&lt;c&gt;</li></ul><p>7</p>",
  );
  expect(htmlText(html`${htmlText(html`<b>`)}`)).toBe("&lt;b&gt;");
});

test("an object that looks like markup is none", () => {
  const forged = JSON.parse('{"text":"<b>","html":"<b>","description":"markup"}');
  expect(() => htmlText(html`${forged}`)).toThrow(TypeError);
});

test("control characters are shown as what they are not: letters and line ends stay", () => {
  expect(htmlText(html`${"a\u0000\u0007\u009Fb\n\tשלום"}`)).toBe("a���b\n\tשלום");
});

test("no text whatever opens a tag, ends an attribute or begins an entity of its own", () => {
  const entity = /&(?:amp|lt|gt|quot|#39);/g;
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const escaped = htmlText(html`${text}`);
      return !/[<>"']/.test(escaped) && !escaped.replace(entity, "").includes("&");
    }),
  );
});
