/*
 * How charts look: one ink and a few muted colours, each series told apart
 * by dashes, markers or hatching as well, so that a black and white print
 * loses nothing.  No colour means good or bad.
 */
#include "print/svg.h"

const char *const svg_style[] = {
	".bldg{color:#1a1a1a;fill:currentColor;font-family:\"Noto Sans CJK SC\","
	"\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\","
	"\"WenQuanYi Micro Hei\",sans-serif;font-size:12px;"
	"font-variant-numeric:tabular-nums}\n",
	".bldg line,.bldg path{fill:none}\n",
	".bldg .ground{fill:#fff}\n",
	".bldg .title{font-size:15px;font-weight:700}\n",
	".bldg .strong{font-weight:700}\n",
	".bldg .soft{fill:#5a5a5a}\n",
	".bldg .halo{stroke:#fff;stroke-width:3px;stroke-linejoin:round;"
	"paint-order:stroke}\n",
	".bldg .grid{stroke:#dcdcdc;stroke-width:1px}\n",
	".bldg .axis{stroke:#555;stroke-width:1.2px}\n",
	".bldg .mark{stroke:#1a1a1a;stroke-width:1.2px;"
	"stroke-dasharray:7 3 1.5 3}\n",
	".bldg .lead{stroke:#9a9a9a;stroke-width:1px}\n",
	/* lines */
	".bldg .line{stroke-width:1.8px;stroke-linejoin:round;"
	"stroke-linecap:butt}\n",
	".bldg .main{stroke:#1f4e8c;stroke-width:2.8px}\n",
	".bldg .m1{stroke:#9a5b00;stroke-dasharray:10 3}\n",
	".bldg .m2{stroke:#63549a;stroke-dasharray:3 2.5}\n",
	".bldg .m3{stroke:#25707a;stroke-dasharray:10 3 2.5 3}\n",
	".bldg .before{stroke:#6b6b6b;stroke-dasharray:6 3}\n",
	".bldg .target{stroke:#1a1a1a;stroke-dasharray:12 4}\n",
	".bldg .elapsed{stroke:#1a1a1a;stroke-width:1.4px;"
	"stroke-dasharray:1.5 3.5}\n",
	".bldg .estimate{stroke:#1f4e8c;stroke-dasharray:2.5 2.5}\n",
	".bldg .up{stroke:#1f4e8c;stroke-width:2.8px}\n",
	".bldg .down{stroke:#6b6b6b;stroke-width:2px;"
	"stroke-dasharray:6 3}\n",
	".bldg .same{stroke:#a8a8a8;stroke-width:1.6px}\n",
	".bldg .share{stroke:#1a1a1a;stroke-width:1.4px}\n",
	/* single figures */
	".bldg .dot{fill:#1f4e8c;stroke:#fff;stroke-width:.8px}\n",
	".bldg .k1{fill:#9a5b00}.bldg .k2{fill:#63549a}"
	".bldg .k3{fill:#25707a}.bldg .k4{fill:#555}\n",
	".bldg .ring{fill:#fff;stroke:#4a4a4a;stroke-width:1.4px}\n",
	".bldg .pick{fill:none;stroke:#1a1a1a;stroke-width:1.2px}\n",
	".bldg .tick{stroke:#1a1a1a;stroke-width:3px}\n",
	".bldg .tickhalo{stroke:#fff;stroke-width:6px}\n",
	".bldg .box{fill:none;stroke:#8a8a8a;stroke-width:.8px}\n",
	".bldg .under{fill:#1f4e8c;fill-opacity:.09}\n",
	/* fillings: solid, hatched, dotted */
	".bldg .seg{stroke:#fff;stroke-width:1px}\n",
	".bldg .f0{fill:#1f4e8c}.bldg .f1{fill:#fff}.bldg .f2{fill:#a9c3df}"
	".bldg .f3{fill:#fff}.bldg .f4{fill:#e6ebf1}.bldg .f5{fill:#fff}"
	".bldg .f6{fill:#5c5c5c}.bldg .f7{fill:#d4d4d4}\n",
	".bldg .h1{stroke:#1f4e8c;stroke-width:2.2px}"
	".bldg .h3{fill:#1f4e8c}.bldg .h4{stroke:#4a6a90;stroke-width:1px}"
	".bldg .h5{stroke:#1a1a1a;stroke-width:1px}\n",
	".bldg .on{fill:#fff}\n",
	"@media screen and (prefers-color-scheme:dark){"
	".bldg{color:#e8e8e6}.bldg .ground{fill:#16181c}"
	".bldg .soft{fill:#a9adb3}.bldg .halo{stroke:#16181c}"
	".bldg .grid{stroke:#34383f}.bldg .axis{stroke:#b9b9b9}"
	".bldg .mark,.bldg .pick,.bldg .target,.bldg .elapsed,.bldg .tick,.bldg .share"
	"{stroke:#e8e8e6}.bldg .tickhalo{stroke:#16181c}"
	".bldg .lead{stroke:#6c7077}"
	".bldg .main,.bldg .up,.bldg .estimate{stroke:#7fb4ee}"
	".bldg .m1{stroke:#e0a04a}.bldg .m2{stroke:#b5a6ec}"
	".bldg .m3{stroke:#6cc3cd}.bldg .before,.bldg .down"
	"{stroke:#a3a3a3}.bldg .same{stroke:#5d6168}"
	".bldg .dot{fill:#7fb4ee;stroke:#16181c}"
	".bldg .k1{fill:#9a5b00}.bldg .k2{fill:#63549a}"
	".bldg .k3{fill:#25707a}.bldg .k4{fill:#555}\n",
	".bldg .k1{fill:#e0a04a}.bldg .k2{fill:#b5a6ec}"
	".bldg .k3{fill:#6cc3cd}.bldg .k4{fill:#b0b0b0}"
	".bldg .ring{fill:#16181c;stroke:#c4c4c4}"
	".bldg .under,.bldg .f0{fill:#7fb4ee}"
	".bldg .seg{stroke:#16181c}.bldg .f1,.bldg .f3,.bldg .f5"
	"{fill:#16181c}.bldg .f2{fill:#3f6288}.bldg .f4{fill:#2a3038}"
	".bldg .f6{fill:#9a9a9a}.bldg .f7{fill:#4b4f55}"
	".bldg .h1{stroke:#7fb4ee}.bldg .h3{fill:#7fb4ee}"
	".bldg .h4{stroke:#8fa9c6}.bldg .h5{stroke:#e8e8e6}"
	".bldg .on{fill:#16181c}}\n",
	NULL,
};
