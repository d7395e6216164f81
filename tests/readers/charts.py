#!/usr/bin/env python3
"""The gallery of charts (tests/unit/test_chart FORMAT), as svg and html, read
by a parser that is not ours: well-formed, nothing active, nothing fetched,
ids once, a title and a description each; no text over another or outside
the drawing, by the widths of Chinese fonts and, where Chromium is
installed, by the boxes it measures; no error on its console."""
import os, re, shutil, subprocess, sys, tempfile, unicodedata
import xml.etree.ElementTree as ET

top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
build = os.path.dirname(os.environ.get("BIN", top + "/build/bin"))
bad = []


def gallery(form):
    out = subprocess.run([build + "/unit/test_chart", form], capture_output=True, check=True).stdout
    again = subprocess.run([build + "/unit/test_chart", form], capture_output=True, check=True).stdout
    if out != again:
        bad.append(form + ": two runs differ")
    return out


def local(tag):
    return tag.split("}")[-1]


def safe(root, name):
    ids = {}
    for e in root.iter():
        if local(e.tag) in ("script", "foreignObject", "iframe", "object", "embed", "image", "img", "link", "use", "animate", "set"):
            bad.append(f"{name}: <{local(e.tag)}>")
        for key, value in e.attrib.items():
            key = local(key)
            if key.startswith("on") or key == "style" or key in ("src", "srcdoc", "action", "data"):
                bad.append(f"{name}: {key}={value}")
            if key == "href" and not value.startswith("#"):
                bad.append(f"{name}: href={value}")
            if "url(" in value and not re.fullmatch(r"url\(#[\w-]+\)", value):
                bad.append(f"{name}: {value}")
            if key == "id":
                if value in ids:
                    bad.append(f"{name}: id {value} twice")
                ids[value] = e
    for e in root.iter():
        for key, value in e.attrib.items():
            for ref in re.findall(r"url\(#([\w-]+)\)", value) + ([value[1:]] if local(key) == "href" else []) + (
                    value.split() if local(key).startswith("aria-labelledby") else []):
                if ref not in ids:
                    bad.append(f"{name}: #{ref} is not there")


def width(text):
    return sum(0 if unicodedata.combining(c) else 12 if unicodedata.east_asian_width(c) in "WFA" else 6.66 for c in text)


def boxes(chart):
    for e in chart.iter():
        if local(e.tag) != "text":
            continue
        x, y, w = float(e.get("x")), float(e.get("y")), width(e.text)
        if "title" in (e.get("class") or ""):
            w *= 15 / 12
        x -= {"middle": w / 2, "end": w}.get(e.get("text-anchor"), 0)
        yield e.text, x, y - 10, x + w, y + 2


def apart(chart, name):
    seen = list(boxes(chart))
    _, _, wide, high = map(float, chart.get("viewBox").split())
    for i, (s, x1, y1, x2, y2) in enumerate(seen):
        if x1 < -12 or y1 < -3 or x2 > wide + 12 or y2 > high + 3:
            bad.append(f"{name}: outside: {s}")
        for t, u1, v1, u2, v2 in seen[:i]:
            if x1 + 1 < u2 and u1 + 1 < x2 and y1 + 2 < v2 and v1 + 2 < y2:
                bad.append(f"{name}: {s} on {t}")


def charts(root):
    return [e for e in root.iter() if local(e.tag) == "svg" and e.get("role") == "img"]


def check(form):
    text = gallery(form)
    root = ET.fromstring(text)
    safe(root, form)
    found = charts(root)
    if len(found) < 14:
        bad.append(f"{form}: {len(found)} charts")
    for i, chart in enumerate(found):
        name = f"{form} chart {i}: {chart[0].text}"
        if local(chart[0].tag) != "title" or not chart[0].text or local(chart[1].tag) != "desc" or not chart[1].text:
            bad.append(f"{name}: no title and description")
        apart(chart, name)
    outside = re.sub(rb'xmlns="http://www.w3.org/2000/svg"', b"", text)
    if re.search(rb"https?:|//[a-z]|@import", outside):
        bad.append(form + ": an address outside")
    return text


MEASURE = """<script>
const bad=[];
for(const s of document.querySelectorAll('svg[role=img]')){
 const f=s.getBoundingClientRect();if(f.width===0)continue;
 const t=[...s.querySelectorAll('text')].map(e=>[e.textContent,e.getBoundingClientRect()]);
 t.forEach(([a,p],i)=>{
  if(p.left<f.left-12||p.right>f.right+12||p.top<f.top-3||p.bottom>f.bottom+6)bad.push('outside: '+a);
  t.slice(0,i).forEach(([b,q])=>{if(p.left+1<q.right&&q.left+1<p.right&&p.top+5<q.bottom&&q.top+5<p.bottom)bad.push(a+' on '+b)})})}
if(!bad.length&&!document.querySelector('main'))bad.push('nothing');
parent.postMessage(bad.map(x=>x.replace(/[<&]/g,'')).join('\\n')+'\\n'+innerWidth,'*');
</script></body>"""
# a window is 500 wide at least: a phone is a frame in it
FRAME = """<body><pre id="found">not measured</pre><script>
onmessage=e=>{document.getElementById('found').textContent=e.data}</script>
<iframe src="measured.html" style="border:0;width:%dpx;height:1000px"></iframe></body>"""


def browse(html):
    browser = shutil.which("chromium")
    if not browser:
        print("charts-can-be-read: skipped the look with a browser: chromium is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        plain, measured = folder + "/plain.html", folder + "/measured.html"
        open(plain, "wb").write(html)
        # the copy that measures itself has a script, so it has no policy
        text = re.sub(rb"<meta http-equiv[^>]*>", b"", html)
        open(measured, "wb").write(text.replace(b"</body>", MEASURE.encode()))
        for wide in (1200, 400):
            frame = f"{folder}/frame{wide}.html"
            open(frame, "w").write(FRAME % wide)
            for page in (plain, frame):
                run = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                                      "--no-first-run", "--disable-background-networking", "--disable-component-update",
                                      "--disable-sync", "--enable-logging=stderr", f"--user-data-dir={folder}/{wide}",
                                      f"--window-size={wide},1000", "--virtual-time-budget=20000", "--dump-dom", "file://" + page],
                                     capture_output=True, timeout=120)
                for line in run.stderr.decode(errors="replace").splitlines():
                    if "CONSOLE" in line:
                        bad.append(f"at {wide}: {line}")
                dom = run.stdout.decode()
                if page is plain and "<main>" not in dom:
                    bad.append(f"at {wide}: not shown")
                if page is frame:
                    found = re.search(r'<pre id="found">(.*?)</pre>', dom, re.S)
                    lines = found.group(1).splitlines() if found else ["not measured"]
                    bad.extend(f"at {wide}: {x}" for x in lines if x and x != str(wide))
                    if str(wide) not in lines:
                        bad.append(f"at {wide}: measured at another width")


check("svg")
browse(check("html"))
for line in bad[:40]:
    print(line)
print(f"charts-can-be-read: {len(bad)} faults")
sys.exit(bool(bad))
