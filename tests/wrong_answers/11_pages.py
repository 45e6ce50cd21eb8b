# %% name="page_loop" says="The link is relative"
my_lines = [
    "found = []",
    "while True:",
    "    page = requests.get(url)",
    "    found += page.json()",
    '    if "next" not in page.links:',
    "        break",
    '    url = page.links["next"]["url"]',
]

# %% name="page_loop" says="The last page is not empty, but it has no `next`"
my_lines = [
    "found = []",
    "while True:",
    "    page = requests.get(url)",
    "    found += page.json()",
    "    if not page.json():",
    "        break",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]

# %% name="page_loop" says="Does `url` get a new value each time"
my_lines = [
    "found = []",
    "while True:",
    "    page = requests.get(url)",
    "    found += page.json()",
    '    if "next" not in page.links:',
    "        break",
]

# %% name="page_loop" says="does it run for each page, the last one included"
my_lines = [
    "found = []",
    "while True:",
    "    page = requests.get(url)",
    '    if "next" not in page.links:',
    "        break",
    "    found += page.json()",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]

# %% name="page_loop" says="name 'page' is not defined"
my_lines = [
    "found = []",
    "while True:",
    "    found += page.json()",
    "    page = requests.get(url)",
    '    if "next" not in page.links:',
    "        break",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]

# %% name="page_loop" says="IndentationError"
my_lines = [
    "found = []",
    "    page = requests.get(url)",
    "while True:",
    "    found += page.json()",
    '    if "next" not in page.links:',
    "        break",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]

# %% name="page_loop" says="Copy the lines with their quotation marks"
my_lines = [3, 5, 8, 2, 1, 7, 4]

# %% name="page_loop" says="name 'found' is not defined"
my_lines = [
    "while True:",
    "    page = requests.get(url)",
    "    found += page.json()",
    '    if "next" not in page.links:',
    "        break",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]

# %% name="page_loop" says="`found` is where they belong"
my_lines = [
    "kept = []",
    "while True:",
    "    page = requests.get(url)",
    "    kept += page.json()",
    '    if "next" not in page.links:',
    "        break",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]

# %% name="page_loop" says="Which line sends something"
my_lines = ["found = []"]

# %% name="page_loop" says="The last answer has a `next`"
my_lines = [
    "found = []",
    "page = requests.get(url)",
    "found += page.json()",
]

# %% name="page_loop" says="Is `found` emptied on the way"
my_lines = [
    "while True:",
    "    page = requests.get(url)",
    "found = []",
    "    found += page.json()",
    '    if "next" not in page.links:',
    "        break",
    '    url = urljoin(page.url, page.links["next"]["url"])',
]
my_lines[2] = "    found = []"

# %% name="collect_all" says="`found += page.json()`"
def collect(url):
    found = {}
    while url:
        page = requests.get(url)
        link = page.links.get("next")
        url = link and urljoin(page.url, link["url"])
    return 6

# %% name="collect_all" says="Does each way through it end in `return found`"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        found += page.json()
        if "next" not in page.links:
            break
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="collect_all" says="limit=2&after="
def collect(url):
    return requests.get(url).json()

# %% name="collect_all" says="The last page has no `next`"
def collect(url):
    found = []
    while url:
        page = requests.get(url)
        found += page.json()
        url = urljoin(page.url, page.links["next"]["url"])
    return found

# %% name="collect_all" says="MissingSchema"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        found += page.json()
        if "next" not in page.links:
            return found
        url = page.links["next"]["url"]

# %% name="collect_all" says="which the server refuses: 400"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        found += page.json()
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="collect_all" says="from the `next` of the page that was read last"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        found += page.json()
        if "next" not in page.links:
            return found

# %% name="collect_all" says="`append` puts a whole page in"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        found.append(page.json())
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="collect_all" says="Send limit only once"
def collect(url):
    found = []
    while True:
        page = requests.get(url, params={"limit": 2} if found else None)
        page.raise_for_status()
        found += page.json()
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="collect_all" says="&offset=4`"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        page.raise_for_status()
        found += page.json()
        if "next" not in page.links:
            return found
        url = url.split("&offset")[0].split("&after")[0] + f"&after={found[-1]['id']}"

# %% name="collect_all" says="Begin with `url` as it is"
def collect(url):
    return requests.get(f"{api.url}/messages").json()

# %% name="collect_all" says="not its id only"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        page.raise_for_status()
        found += [message["id"] for message in page.json()]
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="collect_all" says="Is `found` emptied on the way"
def collect(url):
    while True:
        page = requests.get(url)
        page.raise_for_status()
        found = page.json()
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="collect_all" says="The page before had no `next`"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        page.raise_for_status()
        if not page.json():
            return found
        found += page.json()
        link = page.links.get("next") or {"url": page.url}
        url = urljoin(page.url, link["url"])

# %% name="collect_all" says="another call"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        page.raise_for_status()
        found += page.json()
        if not page.json():
            return found
        url = page.url.split("&after")[0] + f"&after={found[-1]['id']}"

# %% name="collect_all" says="takes 0 positional arguments but 1 was given"
def collect():
    return requests.get(api.url).json()

# %% name="collect_all" says="Hand over its name, without brackets"
collect = found

# %% name="collect_all" says="Python stumbled over the refusal"
def collect(url):
    found = []
    while True:
        page = requests.get(url)
        found += [message | {} for message in page.json()]
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="collect_all" says="Too many: begin with an empty list"
def collect(url):
    while True:
        page = requests.get(url)
        page.raise_for_status()
        found.extend(page.json())
        if "next" not in page.links:
            return found
        url = urljoin(page.url, page.links["next"]["url"])

# %% name="missed_five" says="the links go on by cursor"
api.reset()
one = requests.get(f"{api.url}/messages?limit=4")
requests.delete(f"{api.url}/messages/1")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="Choose the `limit` so that it is message 5"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=3")
requests.delete(f"{api.url}/messages/1")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="It has to be missed, not deleted"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/5")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="no call between them"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="a list of 2: Response"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/1")
drift = [one, next_of(one)]

# %% name="missed_five" says="Give `check` the response itself, not a part of it"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/1")
drift = [ids(one), ids(next_of(one)), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="as third response"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/1")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/4")]

# %% name="missed_five" says="two pages, each a `GET` of `/messages`"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
gone = requests.delete(f"{api.url}/messages/1")
drift = [one, gone, next_of(one)]

# %% name="missed_five" says="as second page the one after the first: `offset=4`"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/1")
two = requests.get(f"{api.url}/messages?offset=5&limit=4")
drift = [one, two, requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="read in the other order"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/1")
two = next_of(one)
drift = [two, one, requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="Nobody has missed it yet"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=2")
requests.delete(f"{api.url}/messages/6")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="Only what goes away in front"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.post(f"{api.url}/messages", json=crate)
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="it comes last"
api.reset()
five = requests.get(f"{api.url}/messages/5")
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/1")
drift = [one, next_of(one), five]

# %% name="missed_five" says="without a filter"
api.reset()
one = requests.get(f"{api.url}/messages?q=tea&offset=0&limit=2")
requests.delete(f"{api.url}/messages/2")
drift = [one, next_of(one), requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="The server says: limit is from 1 to 100"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=400")
requests.delete(f"{api.url}/messages/1")
two = requests.get(f"{api.url}/messages?offset=400&limit=400")
drift = [one, two, requests.get(f"{api.url}/messages/5")]

# %% name="missed_five" says="message 5 left as it is"
api.reset()
one = requests.get(f"{api.url}/messages?offset=0&limit=4")
requests.delete(f"{api.url}/messages/5")
two = next_of(one)
api.reset()
drift = [one, two, requests.get(f"{api.url}/messages/5")]

# %% name="quiz_pages" says="a search without a match is a 404"
letters = ["a", "b", "a"]

# %% name="quiz_pages" says="no message at all"
letters = ["b", "b", "a"]

# %% name="quiz_pages" says="pages are a snapshot that stands still"
letters = ["c", "a", "a"]

# %% name="quiz_pages" says="Here one goes away"
letters = ["c", "c", "a"]

# %% name="quiz_pages" says="and it was the last one"
letters = ["c", "b", "b"]

# %% name="quiz_pages" says="longer or shorter"
letters = ["c", "b", "c"]
