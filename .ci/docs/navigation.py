"""The navigation of the site: the lists of docs/index.md, then every decision."""

import re
from pathlib import Path


def on_config(config):
    docs = Path(config["docs_dir"])
    navigation = ["index.md"]
    for line in (docs / "index.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            pages = []
            navigation.append({line[3:]: pages})
        elif link := re.match(r"- \[([^]]+)\]\(([\w/-]+\.md)\)", line):
            pages.append({link[1]: link[2]})
    decisions = sorted(file.relative_to(docs).as_posix() for file in docs.glob("decisions/*.md"))
    navigation.append({"Decisions": decisions})
    config["nav"] = navigation
    return config
