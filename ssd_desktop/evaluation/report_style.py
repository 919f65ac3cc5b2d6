"""The look of the report: light, dark and on paper. Colours after Okabe and Ito, apart for colour-blind readers."""

_LIGHT = """
--page:#ffffff;--text:#1b1f24;--quiet:#59636e;--line:#d5dae0;--panel:#f5f7f9;--right:#56b4e9;--wrong:#e69f00;
--curve:#0072b2;--mark:#d55e00;--ring:#1b1f24;--link:#005a9c;color-scheme:light;
"""

_DARK = """
--page:#15181c;--text:#e6e9ed;--quiet:#9aa4b0;--line:#353c45;--panel:#1d2228;--right:#0072b2;--wrong:#b35a00;
--curve:#56b4e9;--mark:#ff8c3a;--ring:#e6e9ed;--link:#7cc0f5;color-scheme:dark;
"""

STYLE = f"""
:root{{{_LIGHT}}}
@media screen and (prefers-color-scheme:dark){{:root{{{_DARK}}}}}
*{{box-sizing:border-box}}
body{{margin:0 auto;padding:24px;max-width:1180px;background:var(--page);color:var(--text);
font:15px/1.45 system-ui,"Noto Sans","Noto Sans CJK KR",sans-serif}}
h1,p,li,dd,figcaption,tbody th,td.name{{overflow-wrap:anywhere}}
h1{{font-size:26px;margin:0 0 4px}} h2{{font-size:19px;margin:34px 0 8px}}
p,li{{margin:6px 0;max-width:85ch}} .quiet,figcaption .quiet{{color:var(--quiet)}}
.tiles{{display:flex;flex-wrap:wrap;gap:10px;margin:18px 0}}
.tile{{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:8px 14px;min-width:112px}}
.tile b{{display:block;font-size:23px;font-variant-numeric:tabular-nums}}
.tile span{{color:var(--quiet);font-size:13px}}
nav{{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:14px}} a{{color:var(--link)}}
.scroll{{overflow-x:auto}}
table{{border-collapse:collapse;font-variant-numeric:tabular-nums}}
th,td{{padding:4px 10px;border-bottom:1px solid var(--line);text-align:right;vertical-align:bottom;
white-space:nowrap}}
th{{font-weight:600;font-size:13px;color:var(--quiet);white-space:normal}}
tbody th,tbody td{{vertical-align:top}}
tbody th{{font-size:15px;color:var(--text);font-weight:400}}
th:first-child,.name{{text-align:left;white-space:normal;min-width:9em;max-width:22em}}
tr.total td,tr.total th{{font-weight:600;border-top:2px solid var(--line)}}
td.some{{color:var(--mark);font-weight:600}} td.none{{color:var(--quiet)}}
.group{{text-align:center;border-left:1px solid var(--line)}} td.first,th.first{{border-left:1px solid var(--line)}}
figure{{margin:0}} .charts{{display:flex;flex-wrap:wrap;gap:14px 18px;align-items:flex-end}}
.charts figure{{width:196px}}
.charts figcaption{{font-size:13px}} .charts figcaption b{{font-size:14px}}
.side{{display:flex;flex-wrap:wrap;gap:12px 40px;align-items:flex-start}}
svg text{{fill:var(--text);font-family:inherit;font-size:12px}} svg .tick{{fill:var(--quiet);font-size:10px}}
svg .axis{{fill:var(--quiet);font-size:12px}} svg .background{{font-style:italic}}
.grid{{stroke:var(--line);fill:none}} .curve{{stroke:var(--curve);fill:none;stroke-width:2;stroke-linejoin:round}}
.diagonal{{stroke:var(--quiet);stroke-dasharray:4 4;fill:none}}
.bar{{fill:var(--curve);fill-opacity:.75}} .mean{{stroke:var(--mark);stroke-width:2.5;fill:none}}
.here{{fill:var(--mark)}} .best{{fill:none;stroke:var(--ring);stroke-width:2}}
.matrix{{max-width:none;display:block}} .cell{{fill:var(--panel);stroke:var(--page);stroke-width:2}}
.right{{fill:var(--right)}} .wrong{{fill:var(--wrong)}} .matrix .count{{font-variant-numeric:tabular-nums}}
.pictures{{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:20px}}
.picture{{background:var(--panel);border:1px solid var(--line);border-radius:8px;overflow:hidden;break-inside:avoid}}
.picture svg{{display:block;width:100%;height:400px;background:var(--panel)}}
.picture figcaption{{padding:8px 12px 10px;font-size:14px}} .picture ol{{margin:4px 0 0;padding-left:24px}}
.picture rect{{fill:none}} .under{{stroke:#000;stroke-opacity:.55;stroke-width:4}}
.truth{{stroke:#fff;stroke-width:1.8;stroke-dasharray:5 4}} .truth.missed{{stroke:#f0e442;stroke-width:2.4}}
.found{{stroke:#56b4e9;stroke-width:2}} .found.wrong{{stroke:#ff7f2a;stroke-width:2.4}}
.picture .badge{{stroke:none}} .picture .badge.missed{{fill:#f0e442}} .picture .badge.wrong{{fill:#ff7f2a}}
.picture .number{{fill:#000;font-size:12px;font-weight:700}}
.key{{display:inline-flex;align-items:center;gap:6px;margin:0 16px 4px 0}} .key svg{{background:#555;border-radius:3px}}
.key rect{{fill:none}} dt{{font-weight:600;margin-top:6px}} dd{{margin:0 0 0 1.2em;max-width:80ch}}
@media print{{nav{{display:none}} body{{padding:0;max-width:none;font-size:11pt}} h2{{break-after:avoid}}
tr,.charts figure,.tile,.side>*{{break-inside:avoid}} thead{{display:table-header-group}}
.scroll{{overflow:visible}} .matrix{{max-width:100%;height:auto}} .pictures{{grid-template-columns:1fr 1fr}}
*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}
"""
