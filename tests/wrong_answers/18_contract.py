# %% name="promised_statuses" says="the methods stand there in small letters"
def promised(method, path):
    return list(description["paths"][path][method]["responses"])

# %% name="promised_statuses" says="This method is not described"
def promised(method, path):
    item = description["paths"].get(path, {})
    return list(item.get(method.lower(), {}).get("responses", ["405"]))

# %% name="promised_statuses" says="KeyError: '/nowhere'"
def promised(method, path):
    item = description["paths"][path]
    return list(item.get(method.lower(), {}).get("responses", {}))

# %% name="promised_statuses" says="KeyError: 'delete'"
def promised(method, path):
    return list(description["paths"][path][method.lower()]["responses"])

# %% name="promised_statuses" says="End the function with a `return`"
def promised(method, path):
    item = description["paths"].get(path, {})
    print(*item.get(method.lower(), {}).get("responses", {}))

# %% name="promised_statuses" says="It is given two things"
def promised(path):
    return list(description["paths"][path]["get"]["responses"])

# %% name="promised_statuses" says="for `promised(\"POST\", \"/broadcasts\")`"
def promised(method, path):
    return list(description["paths"]["/messages/{id}"]["delete"]["responses"])

# %% name="promised_statuses" says="`'204'`"
def promised(method, path):
    return "204"

# %% name="promised_statuses" says="much more than that"
def promised(method, path):
    return description["paths"][path][method.lower()]

# %% name="promised_statuses" says="Hand over its name, without brackets"
promised = list(create["responses"])

# %% name="three_calls" says="which parameter says so"
page = requests.get(f"{api.url}/messages", params={"after": 2, "limit": 2})
told = ended = page
by_description = [page, told, ended]

# %% name="three_calls" says="with 4 messages"
page = requests.get(f"{api.url}/messages", params={"before": 5})
by_description = [page, page, page]

# %% name="three_calls" says="Unknown query parameter"
page = requests.get(f"{api.url}/messages", params={"below": 5, "limit": 2})
by_description = [page, page, page]

# %% name="three_calls" says="A part of a list is the list, with parameters"
page = requests.get(f"{api.url}/messages/5")
by_description = [page, page, page]

# %% name="three_calls" says="which summary says that you are called"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
by_description = [page, page, page]

# %% name="three_calls" says="events: ['sending']"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
wish = {"target": "http://127.0.0.1:9000/hook", "events": ["sending"]}
told = requests.post(f"{api.url}/webhooks", json=wish)
by_description = [page, told, page]

# %% name="three_calls" says="not named, and so all of them"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
wish = {"target": "http://127.0.0.1:9000/hook"}
told = requests.post(f"{api.url}/webhooks", json=wish)
by_description = [page, told, page]

# %% name="three_calls" says="change its `\"events\"`"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
wish = {"url": "http://127.0.0.1:9000/hook", "events": ["sending", "undelivered"]}
told = requests.post(f"{api.url}/webhooks", json=wish)
by_description = [page, told, page]

# %% name="three_calls" says="called no more"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
wish = {"target": "http://127.0.0.1:9000/hook", "events": ["sending", "undelivered"]}
told = requests.post(f"{api.url}/webhooks", json=wish)
ended = requests.get(api.url + told.headers["Location"])
by_description = [page, told, ended]

# %% name="three_calls" says="the end of your subscription"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
wish = {"target": "http://127.0.0.1:9000/hook", "events": ["sending", "undelivered"]}
told = requests.post(f"{api.url}/webhooks", json=wish)
ended = requests.delete(f"{api.url}/webhooks/99")
by_description = [page, told, ended]

# %% name="three_calls" says="A second `DELETE` finds nothing"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
wish = {"target": "http://127.0.0.1:9000/hook", "events": ["sending", "undelivered"]}
told = requests.post(f"{api.url}/webhooks", json=wish)
for turn in range(2):
    ended = requests.delete(api.url + told.headers["Location"])
by_description = [page, told, ended]

# %% name="three_calls" says="no call yet for: told, ended"
page = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})
by_description = [page, ..., ...]

# %% name="three_calls" says="what the three calls gave back"
by_description = requests.get(f"{api.url}/messages", params={"before": 5, "limit": 2})

# %% name="five_lies" says="1 so far: `GET /crooked/messages/99`, answered 200"
lies = [requests.get(f"{api.url}/crooked/messages/99")]

# %% name="five_lies" says="Ask for one that is not there"
lies = [requests.get(f"{api.url}/crooked/messages/{n}") for n in range(1, 6)]

# %% name="five_lies" says="Give `breaches` the response to a `PUT`"
ids = [1, 99]
lies = [requests.get(f"{api.url}/crooked/messages/{id}") for id in ids]

# %% name="five_lies" says="The text has shown this one"
lies = [requests.post(f"{api.url}/crooked/messages", json=tea)]

# %% name="five_lies" says="`GET /crooked/delete?id=6`, answered 200"
lies = [requests.get(f"{api.url}/crooked/delete", params={"id": 6})]

# %% name="five_lies" says="Is the deed done"
lies = [requests.delete(f"{api.url}/crooked/messages/3")]

# %% name="five_lies" says="Count what comes. Here is none"
lies = [requests.get(f"{api.url}/crooked/messages")]

# %% name="five_lies" says="Keep only responses that show a lie"
lies = [requests.delete(f"{api.url}/crooked/messages/99")]

# %% name="five_lies" says="A HEAD shows no content"
lies = [requests.head(f"{api.url}/crooked/messages/99")]

# %% name="five_lies" says="Its paths begin with `/crooked/`"
lies = [requests.get(f"{api.url}/messages/3")]

# %% name="five_lies" says="Not the sentences"
lies = breaches(requests.get(f"{api.url}/crooked/messages/3"), crooked)

# %% name="five_lies" says="an empty list"
lies = breaches(requests.get(f"{api.url}/messages/3"), description)

# %% name="five_lies" says="and more behind them"
lies = requests.get(f"{api.url}/crooked/messages/3")

# %% name="five_lies" says="4 so far"
api.reset()
there = f"{api.url}/crooked/messages/3"
lies = [requests.get(f"{api.url}/crooked/greeting"), requests.put(there, json=tea)]
lies += [requests.post(f"{api.url}/crooked/messages", json={}), requests.get(there)]

# %% name="quiz_contract" says="came for the crooked GET, too"
letters = ["a", "a", "b"]

# %% name="quiz_contract" says="the next may be another"
letters = ["b", "a", "b"]

# %% name="quiz_contract" says="so it is no 401"
letters = ["c", "b", "b"]

# %% name="quiz_contract" says="a client can rely on it"
letters = ["c", "c", "b"]

# %% name="quiz_contract" says="The URL is right"
letters = ["c", "a", "a"]

# %% name="quiz_contract" says="What is not promised"
letters = ["c", "a", "c"]
