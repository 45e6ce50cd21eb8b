# %% name="last_page" says="No answer has told the function a URL yet"
def last_page(root):
    page = requests.get(f"{root}/messages")
    while "next" in page.links:
        page = requests.get(urljoin(page.url, page.links["next"]["url"]))
    return page

# %% name="last_page" says="page 1, `/post`, which has a `next`"
def last_page(root):
    home = requests.get(root)
    return requests.get(urljoin(home.url, home.json()["messages"]))

# %% name="last_page" says="The last page has no `next`"
def last_page(root):
    home = requests.get(root)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    while True:
        page = requests.get(urljoin(page.url, page.links["next"]["url"]))

# %% name="last_page" says="How often it goes on is not known beforehand"
def last_page(root):
    home = requests.get(root)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    return requests.get(urljoin(page.url, page.links["next"]["url"]))

# %% name="last_page" says="The link is relative"
def last_page(root):
    home = requests.get(root)
    return requests.get(home.json()["messages"])

# %% name="last_page" says="Add no parameters"
def last_page(root):
    home = requests.get(root)
    return requests.get(urljoin(home.url, home.json()["messages"]), params={"limit": 100})

# %% name="last_page" says="it gave back `None`"
def last_page(root):
    home = requests.get(root)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    while "next" in page.links:
        page = requests.get(urljoin(page.url, page.links["next"]["url"]))

# %% name="last_page" says="a value of type list"
def last_page(root):
    home = requests.get(root)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    while "next" in page.links:
        page = requests.get(urljoin(page.url, page.links["next"]["url"]))
    return page.json()

# %% name="last_page" says="`api.url` is another server"
def last_page(root):
    home = requests.get(api.url)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    while "next" in page.links:
        page = requests.get(urljoin(page.url, page.links["next"]["url"]))
    return page

# %% name="last_page" says="Does `page` get a new value inside the loop"
def last_page(root):
    home = requests.get(root)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    while "next" in page.links:
        second = requests.get(urljoin(page.url, page.links["next"]["url"]))
    return second

# %% name="last_page" says="the response to `GET /`, 200"
def last_page(root):
    return requests.get(root)

# %% name="last_page" says="Hand over its name, without brackets"
last_page = requests.get(f"{gateway.url}/letters")

# %% name="last_page" says="look at the brackets behind `def`"
def last_page():
    return requests.get(gateway.url)

# %% name="last_page" says="KeyError: 'list'"
def last_page(root):
    home = requests.get(root)
    return requests.get(urljoin(home.url, home.json()["list"]))

# %% name="last_page" says="each page read once"
def last_page(root):
    home = requests.get(root)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    while "next" in requests.get(page.url).links:
        page = requests.get(urljoin(page.url, page.links["next"]["url"]))
    return page

# %% name="constraint_bingo" says="another answer for: one stateless"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
bingo = dict.fromkeys(board, True)

# %% name="constraint_bingo" says="To say no is to say something"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
bingo = dict.fromkeys(board, False)

# %% name="constraint_bingo" says="With which method, and at which URL"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
bingo = dict.fromkeys(board, True) | {"one stateless": False}

# %% name="constraint_bingo" says="Print the content and the header fields"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
bingo = dict.fromkeys(board, True) | {"one stateless": False, "one methods": False}

# %% name="constraint_bingo" says="says which note, whatever was asked before"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
bingo = dict.fromkeys(board, False) | {"one cache": True}

# %% name="constraint_bingo" says="Does a `GET` of a note say so?"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
no = {"one stateless": False, "one methods": False, "one links": False}
bingo = dict.fromkeys(board, True) | no

# %% name="constraint_bingo" says="There is an `id` in each note"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
no = {"one stateless": False, "one methods": False, "one links": False}
bingo = dict.fromkeys(board, True) | no | {"two cache": False}

# %% name="constraint_bingo" says="Look at the root, at `Location`"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
no = {"one stateless": False, "one methods": False, "one links": False}
no |= {"two cache": False, "two links": False, "api links": False}
bingo = dict.fromkeys(board, True) | no

# %% name="constraint_bingo" says="the log of `one` says: no call"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
no = {"one stateless": False, "one methods": False, "one links": False}
bingo = dict.fromkeys(board, True) | no | {"two cache": False, "two links": False}

# %% name="constraint_bingo" says="the log of `one` says: `POST /` 200, `POST /` 200"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
for turn in range(2):
    requests.post(one.url, json={"do": "read"})
no = {"one stateless": False, "one methods": False, "one links": False}
bingo = dict.fromkeys(board, True) | no | {"two cache": False, "two links": False}

# %% name="constraint_bingo" says="the log of `two` says: `GET /notes/1` 200"
rows, columns = ["one", "two", "api"], ["stateless", "cache", "methods", "links"]
board = [f"{row} {column}" for row in rows for column in columns]
for wish in [{"do": "read"}, {"do": "open", "id": 1}, {"do": "read"}]:
    requests.post(one.url, json=wish)
requests.get(f"{two.url}/notes/1")
no = {"one stateless": False, "one methods": False, "one links": False}
bingo = dict.fromkeys(board, True) | no | {"two cache": False, "two links": False}

# %% name="constraint_bingo" says="Change only what stands behind the colons"
bingo = {"one": "stateless"}

# %% name="no_glue" says="No answer has told the function a URL yet"
def resend(root, id):
    old = requests.get(f"{root}/messages/{id}").json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(f"{root}/messages", json=new)
    return requests.get(f"{root}/messages/{made.json()['id']}")

# %% name="no_glue" says="`GET /letters/number-"
def resend(root, id):
    old = requests.get(f"{root}/letters/number-{id}").json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(f"{root}/letters", json=new)
    return requests.get(urljoin(root, made.headers["Location"]))

# %% name="no_glue" says="a template that is filled in"
def resend(root, id):
    home = requests.get(root).json()
    old = requests.get(urljoin(root, home["message"])).json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(urljoin(root, home["messages"]), json=new)
    return requests.get(urljoin(root, made.headers["Location"]))

# %% name="no_glue" says="A number glued to the link `messages`"
def resend(root, id):
    home = requests.get(root).json()
    messages = urljoin(root, home["messages"])
    old = requests.get(f"{messages}/{id}").json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(messages, json=new)
    return requests.get(urljoin(root, made.headers["Location"]))

# %% name="no_glue" says="no call reached it"
def resend(root, id):
    home = requests.get(api.url).json()
    old = requests.get(urljoin(api.url, home["message"].format(id=id))).json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(urljoin(api.url, home["messages"]), json=new)
    return requests.get(urljoin(api.url, made.headers["Location"]))

# %% name="no_glue" says="the response to `POST /post`, 201"
def resend(root, id):
    home = requests.get(root).json()
    old = requests.get(urljoin(root, home["message"].format(id=id))).json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    return requests.post(urljoin(root, home["messages"]), json=new)

# %% name="no_glue" says="Which answer tells this URL"
def resend(root, id):
    home = requests.get(root).json()
    old = requests.get(urljoin(root, home["message"].format(id=id))).json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(urljoin(root, home["messages"]), json=new)
    return requests.get(f"{root}/messages/{made.json()['id']}")

# %% name="no_glue" says="The link is relative"
def resend(root, id):
    home = requests.get(root).json()
    old = requests.get(home["message"].format(id=id)).json()
    return old

# %% name="no_glue" says="`Something else.` from"
def resend(root, id):
    home = requests.get(root).json()
    old = requests.get(urljoin(root, home["message"].format(id=id))).json()
    new = {"from": old["from"], "to": old["to"], "body": "Something else."}
    made = requests.post(urljoin(root, home["messages"]), json=new)
    return requests.get(urljoin(root, made.headers["Location"]))

# %% name="no_glue" says="it gave back a value of type dict"
def resend(root, id):
    home = requests.get(root).json()
    old = requests.get(urljoin(root, home["message"].format(id=id))).json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(urljoin(root, home["messages"]), json=new)
    return requests.get(urljoin(root, made.headers["Location"])).json()

# %% name="no_glue" says="one `POST` that creates the new message"
def resend(root, id):
    home = requests.get(root).json()
    return requests.get(urljoin(root, home["message"].format(id=id)))

# %% name="no_glue" says="The check calls `resend(root, id)`"
def resend(root):
    return requests.get(root)

# %% name="no_glue" says="The server says: 4 fields are wrong"
def resend(root, id):
    home = requests.get(root).json()
    old = requests.get(urljoin(root, home["message"].format(id=id))).json()
    made = requests.post(urljoin(root, home["messages"]), json=old)
    return requests.get(urljoin(root, made.headers["Location"]))

# %% name="no_glue" says="The place in the template has a name"
def resend(root, id):
    home = requests.get(root).json()
    return requests.get(urljoin(root, home["message"].format(id)))

# %% name="no_glue" says="a value of type Response"
resend = requests.get(gateway.url)

# %% name="quiz_what_makes_it_rest" says="None of the six constraints names a format"
letters = ["a", "b", "c"]

# %% name="quiz_what_makes_it_rest" says="and so not HTML either"
letters = ["c", "b", "c"]

# %% name="quiz_what_makes_it_rest" says="One worker created it"
letters = ["b", "a", "c"]

# %% name="quiz_what_makes_it_rest" says="Then only this worker could answer"
letters = ["b", "c", "c"]

# %% name="quiz_what_makes_it_rest" says="It takes the URL from the answer"
letters = ["b", "b", "a"]

# %% name="quiz_what_makes_it_rest" says="the same client got the same texts"
letters = ["b", "b", "b"]
