package io.herald.report;

import java.util.Locale;

/** A report as one file of HTML that needs nothing else, light or dark as its reader likes. */
public final class Page {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:light-dark(#1f2937,#e5e7eb);--soft:light-dark(#6b7280,#9ca3af);
        --paper:light-dark(#fff,#111827);--card:light-dark(#f9fafb,#1f2937);--rule:light-dark(#e5e7eb,#374151);
        --good:light-dark(#15803d,#4ade80);--bad:light-dark(#b91c1c,#f87171)}
      body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1.2rem;color:var(--ink);background:var(--paper)}
      h1{margin-bottom:.2rem}h2{margin-top:2.5rem}h3{margin:2rem 0 .5rem}small,.soft{color:var(--soft)}
      table{border-collapse:collapse;margin:1rem 0;width:100%}
      td,th{padding:.25rem .7rem;text-align:left;border-bottom:1px solid var(--rule);vertical-align:top}
      tr.s th{padding-top:1.1rem}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n,td:first-child{white-space:nowrap}
      .no{color:var(--bad);font-weight:600}.yes{color:var(--good);font-weight:600}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1.2rem}dt{color:var(--soft)}dd{margin:0}
      .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:1rem}
      figure{margin:0;padding:.8rem;background:var(--card);border:1px solid var(--rule);border-radius:.6rem}
      figcaption{font-weight:600;font-size:.9rem;margin-bottom:.3rem}svg{width:100%;font-size:14px;fill:var(--soft)}
      .grid{stroke:var(--rule)}.mark{fill:var(--bad)}.line{fill:none;stroke-width:1.6;stroke:var(--c)}
      .legend{margin:.3rem 0 0;font-size:.8rem;display:flex;flex-wrap:wrap;gap:.1rem 1rem}
      .legend span::before{content:'';display:inline-block;width:1rem;height:.25rem;margin-right:.35rem;vertical-align:.2rem;border-radius:2px;background:var(--c)}
      .c0{--c:light-dark(#2563eb,#60a5fa)}.c1{--c:light-dark(#dc2626,#f87171)}.c2{--c:light-dark(#16a34a,#4ade80)}
      .c3{--c:light-dark(#d97706,#fbbf24)}.c4{--c:light-dark(#7c3aed,#c084fc)}.c5{--c:light-dark(#0891b2,#22d3ee)}
      """;

  private Page() {}

  /** The whole file; {@code body} is HTML, below a heading that says {@code title}. */
  public static String html(String title, String body) {
    return """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
        <style>%s</style></head><body>
        <h1>%s</h1>
        %s
        </body></html>
        """
        .formatted(text(title), STYLE, text(title), body);
  }

  /** Text as HTML. */
  public static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Whole where that says enough, else with two decimals. */
  public static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f", value);
  }
}
