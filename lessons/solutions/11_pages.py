# %% name="page_loop"
my_lines = [
    "found = []",
    "while True:",
    "    page = requests.get(url)",
    "    found += page.json()",
    '    if "next" not in page.links:',
    "        break",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]

# %% name="collect_all"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        page.raise_for_status()
        found += page.json()
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="missed_five"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/1")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="quiz_pages"
letters = ["c", "b", "a"]
