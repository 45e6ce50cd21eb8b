# %% name="last_page"
def last_page(root):
    home = requests.get(root)
    page = requests.get(urljoin(home.url, home.json()["messages"]))
    while "next" in page.links:
        page = requests.get(urljoin(page.url, page.links["next"]["url"]))
    return page

# %% name="constraint_bingo"
for wish in [{"do": "read"}, {"do": "open", "id": 1}, {"do": "read"}]:
    answer = requests.post(one.url, json=wish)
    print(answer.text, answer.headers.get("Cache-Control"))
for url in [f"{two.url}/notes/1", f"{two.url}/notes", f"{two.url}/notes/1"]:
    answer = requests.get(url)
    print(answer.text, answer.headers)

bingo = {"one stateless": False, "one cache": True}
bingo |= {"one methods": False, "one links": False}
bingo |= {"two stateless": True, "two cache": False}
bingo |= {"two methods": True, "two links": False}
bingo |= {"api stateless": True, "api cache": True}
bingo |= {"api methods": True, "api links": True}

# %% name="no_glue"
def resend(root, id):
    home = requests.get(root)
    template = home.json()["message"]
    old = requests.get(urljoin(home.url, template.format(id=id))).json()
    new = {name: old[name] for name in ["from", "to", "body"]}
    made = requests.post(urljoin(home.url, home.json()["messages"]), json=new)
    return requests.get(urljoin(made.url, made.headers["Location"]))

# %% name="quiz_what_makes_it_rest"
letters = ["b", "b", "c"]
