/*
 * The style of an HTML document: offices' tables (three rules, unit at the
 * right above), light and dark, screens from 360 px on, A4 paper.  Tables
 * too wide for A4 upright get pages of their own: .w1 is A4 on its side,
 * .w2 … .w6 are A3 … on their side, to be scaled when printed.
 */
#include "print/html_part.h"

const char *const html_style[] = {
	":root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1a;--soft:#555;"
	"--rule:#222;--hair:#d4d4d4;--band:#f3f5f8;--link:#0b4f8a;--hit:#fff3c4}\n",
	"@media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e8e8e6;"
	"--soft:#a9adb3;--rule:#c9c9c9;--hair:#3b3f46;--band:#20242a;"
	"--link:#8ec2f2;--hit:#4a4213}}\n",
	"*{box-sizing:border-box}\n",
	"html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n",
	"body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:76rem;"
	"background:var(--paper);color:var(--ink);line-height:1.7;"
	"font:15px/1.7 \"Noto Sans CJK SC\",\"Source Han Sans SC\","
	"\"PingFang SC\",\"Microsoft YaHei\",\"WenQuanYi Micro Hei\","
	"sans-serif}\n",
	"a{color:var(--link);text-decoration:none}\n",
	"a:hover,a:focus{text-decoration:underline}\n",
	"h1,h2,h3{line-height:1.35;font-weight:700;text-wrap:balance;"
	"break-after:avoid}\n",
	"h1{font-size:1.75rem;text-align:center;margin:.4em 0}\n",
	"h2{font-size:1.3rem;margin:2.2em 0 .6em;padding-bottom:.2em;"
	"border-bottom:2px solid var(--rule)}\n",
	"h3{font-size:1.08rem;margin:1.8em 0 .4em}\n",
	"p{margin:.45em 0;max-width:46em}\n",
	":lang(zh) main>p{text-indent:2em;text-align:justify}\n",
	/* a document's text is a column in the middle, as its tables are: in
	 * rem, for an em of a heading is another */
	"header~main>p,header~main>h2,header~main>h3,header,header~nav{"
	"max-width:50.6rem;margin-left:auto;margin-right:auto}\n",
	"header{margin-bottom:1.6em}\n",
	"header p{max-width:none;text-align:center}\n",
	"header .marking{text-align:left;font-weight:700;letter-spacing:.1em}\n",
	"header .imprint{display:flex;flex-wrap:wrap;justify-content:"
	"space-between;gap:.2em 2em;border-bottom:2px solid var(--rule);"
	"padding-bottom:.3em}\n",
	"nav ol{list-style:none;margin:.2em 0;padding-left:1.4em}\n",
	"nav>ol{padding-left:0;columns:24em 2;column-gap:3em}\n",
	"nav>ol>li{margin-bottom:.5em}\n",
	"nav h2{font-size:1.1rem;margin-top:1em}\n",
	"nav li{break-inside:avoid}\n",
	/* a table, and what stands around it */
	"figure{margin:1.8em 0;min-width:0}\n",
	".table{width:fit-content;max-width:100%;min-width:min(100%,42rem);"
	"margin-left:auto;margin-right:auto}\n",
	"figure:target .title{background:var(--hit)}\n",
	".scroll{overflow-x:auto;scrollbar-width:thin}\n",
	".scroll.long{max-height:88vh;overflow-y:auto}\n",
	".scroll:focus-visible{outline:2px solid var(--link);"
	"outline-offset:2px}\n",
	"table{min-width:min(100%,28rem);border-collapse:separate;border-spacing:0;margin:0 auto;"
	"font-size:.9rem;line-height:1.45;font-variant-numeric:tabular-nums;"
	"border-bottom:2px solid var(--rule)}\n",
	"caption{padding:0;text-align:left}\n",
	".above{display:block;position:sticky;left:0;width:min(100%,100vw - 2rem,74rem)}\n",
	".title{display:block;text-align:center;font-weight:700;font-size:1rem;"
	"text-wrap:balance;padding:0 .2em}\n",
	".unit{display:block;text-align:right;color:var(--soft);"
	"font-size:.85rem;padding:.15em .2em .2em}\n",
	"th,td{padding:.28em .6em;text-align:left;vertical-align:top;"
	"white-space:nowrap;background:var(--paper)}\n",
	"tbody tr:nth-child(even)>*{background:var(--band)}\n",
	"tbody tr:hover>*{background:var(--hit)}\n",
	"thead th{vertical-align:bottom;text-align:center;font-weight:700;"
	"border-bottom:1px solid var(--rule)}\n",
	"thead tr:first-child th{border-top:2px solid var(--rule)}\n",
	"thead{position:sticky;top:0;z-index:2}\n",
	"thead th.g{border-bottom:1px solid var(--hair)}\n",
	"tbody th{font-weight:400}\n",
	".h{position:sticky;left:0;z-index:1}\n",
	".h.l{min-width:10em;max-width:16em}\n",
	"thead .h{z-index:3}\n",
	".r{text-align:right}\n",
	".c{text-align:center}\n",
	".l{white-space:normal;min-width:15em;max-width:34em;"
	"overflow-wrap:anywhere}\n",
	".x{color:var(--soft)}\n",
	"tr.rule>*{border-top:1px solid var(--rule)}\n",
	".mark{display:inline-block;width:0}\n",
	".notes{font-size:.85rem;line-height:1.6;contain:inline-size;"
	"margin:.5em 0 0}\n",
	".notes p{max-width:none;margin:.15em 0;display:flex}\n",
	".notes b{font-weight:400;flex:none}\n",
	".notes span{min-width:0;overflow-wrap:anywhere}\n",
	/* a chart */
	"figure.chart{max-width:46rem;margin-left:auto;margin-right:auto}\n",
	"figcaption{text-align:center;font-weight:700;text-wrap:balance;"
	"margin-bottom:.5em}\n",
	".chart svg{display:block;width:100%;height:auto}\n",
	".chart svg.narrow{display:none}\n",
	"@media (max-width:560px){body{padding:1rem .75rem 3rem}"
	"h1{font-size:1.35rem}.chart svg.broad{display:none}"
	".chart svg.narrow{display:block}table{font-size:.85rem}"
	"th,td{padding:.28em .45em}"
	".h.l{min-width:8em;max-width:10em}.l{min-width:13em}}\n",
	"@page{size:A4;margin:18mm 15mm 18mm;"
	"@bottom-center{content:counter(page);font-size:9pt}}\n",
	"@page w1{size:A4 landscape;margin:14mm 15mm}@page w2{size:420mm 297mm}"
	"@page w3{size:594mm 420mm}@page w4{size:841mm 594mm}"
	"@page w5{size:1189mm 841mm}@page w6{size:1682mm 1189mm}\n",
	"@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;"
	"--soft:#333;--rule:#000;--hair:#bbb;--band:#fff;--link:#000;"
	"--hit:#fff}body{max-width:none;padding:0;font-size:10.5pt}"
	"header~main>p,header~main>h2,header~main>h3,header,header~nav{"
	"max-width:none}.w1{page:w1}.w2{page:w2}.w3{page:w3}.w4{page:w4}.w5{page:w5}"
	".w6{page:w6}.scroll,.scroll.long{overflow:visible;max-height:none}"
	"thead{position:static;"
	"display:table-header-group}.h,.above{position:static}"
	".above{width:auto}table{font-size:9pt;width:100%}"
	"th,td{padding:.22em .45em}tr,figcaption,caption{break-inside:avoid}"
	"caption{break-after:avoid}.table{width:auto;max-width:none}.notes{font-size:8.5pt}"
	".notes{break-before:avoid}.notes p{break-inside:avoid}.chart{break-inside:avoid}"
	".notes p:nth-last-child(-n+3){break-before:avoid}"
	"tbody tr:nth-child(-n+2),tbody tr:nth-last-child(-n+2){break-before:avoid}"
	"nav>ol>li{break-inside:auto}nav>ol{columns:2 18em;column-gap:2em;font-size:9pt}"
	".chart svg.narrow{display:none}.chart svg.broad{display:block}"
	"nav{break-after:page}a{color:inherit}}\n",
	NULL,
};
