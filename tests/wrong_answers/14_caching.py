# %% name="ask_again" says="a condition: the field `If-None-Match`"
unchanged = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})

# %% name="ask_again" says="`Accept: */*`, answered 304"
first = requests.get(f"{api.url}/messages/5")
condition = {"If-None-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/5", headers=condition)

# %% name="ask_again" says="Both fields belong into one dictionary"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
condition = {"If-None-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/5", headers=condition)

# %% name="ask_again" says="`If-Match` is another condition"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
both = {"Accept": "text/plain", "If-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)

# %% name="ask_again" says="in the headers of both calls"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/html"})
both = {"Accept": "text/html", "If-None-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)

# %% name="ask_again" says="This is the name of `/messages/5` as application/json"
first = requests.get(f"{api.url}/messages/5")
both = {"Accept": "text/plain", "If-None-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)

# %% name="ask_again" says="answered 400"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
both = {"Accept": "text/plain", "If-None-Match": first.headers["ETag"].strip('"')}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)

# %% name="ask_again" says="`*` stands for anything at all"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
both = {"Accept": "text/plain", "If-None-Match": "*"}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)

# %% name="ask_again" says="message 5 has changed"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
requests.put(f"{api.url}/messages/5", json=tea)
both = {"Accept": "text/plain", "If-None-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)
api.reset()

# %% name="ask_again" says="a `GET` of `/messages/5`"
first = requests.get(f"{api.url}/messages/1", headers={"Accept": "text/plain"})
both = {"Accept": "text/plain", "If-None-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/1", headers=both)

# %% name="ask_again" says="`HEAD /messages/5` 304"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
both = {"Accept": "text/plain", "If-None-Match": first.headers["ETag"]}
unchanged = requests.head(f"{api.url}/messages/5", headers=both)

# %% name="ask_again" says="Fetch it first"
requests.put(f"{api.url}/messages/5", json=tea)
first = requests.head(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
both = {"Accept": "text/plain", "If-None-Match": first.headers["ETag"]}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)
api.reset()

# %% name="ask_again" says="No answer in the log had this name"
both = {"Accept": "text/plain", "If-None-Match": '"first"'}
unchanged = requests.get(f"{api.url}/messages/5", headers=both)

# %% name="ask_again" says="a message 5 that is there"
requests.delete(f"{api.url}/messages/5")
unchanged = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
api.reset()

# %% name="ask_again" says="a value of type str"
first = requests.get(f"{api.url}/messages/5", headers={"Accept": "text/plain"})
unchanged = first.text

# %% name="saved_bytes" says="How many bytes did each of them save"
def saved(exchanges):
    return [response.status for _, _, response in exchanges].count(304)

# %% name="saved_bytes" says="That is what *was* sent"
def saved(exchanges):
    return sum(len(response.body) for _, _, response in exchanges)

# %% name="saved_bytes" says="A `304` has no content itself"
def saved(exchanges):
    answers = [each.response for each in exchanges]
    return sum(len(each.body) for each in answers if each.status == 304)

# %% name="saved_bytes" says="Two resources take turns here"
def saved(exchanges):
    size, total = 0, 0
    for number, request, response in exchanges:
        if response.status == 200:
            size = len(response.body)
        else:
            total += size
    return total

# %% name="saved_bytes" says="One path, two representations"
def saved(exchanges):
    sizes, total = {}, 0
    for number, request, response in exchanges:
        if response.status == 200:
            sizes[request.path] = len(response.body)
        else:
            total += sizes[request.path]
    return total

# %% name="saved_bytes" says="it gave back `None`"
def saved(exchanges):
    sizes, total = {}, 0
    for number, request, response in exchanges:
        if response.status == 304:
            total += sizes[response.headers["ETag"]]
        sizes[response.headers["ETag"]] = len(response.body)

# %% name="saved_bytes" says="no such key yet"
def saved(exchanges):
    sizes, total = {}, 0
    for number, request, response in exchanges:
        total += sizes[response.headers["ETag"]]
    return total

# %% name="saved_bytes" says="TypeError"
def saved(exchanges):
    answers = [each.response for each in exchanges if each.response.status == 304]
    return sum(int(each.headers["Content-Length"]) for each in answers)

# %% name="saved_bytes" says="what the `200` before it brought"
def saved(exchanges):
    return 4 * max(len(response.body) for _, _, response in exchanges)

# %% name="saved_bytes" says=" bytes'`"
def saved(exchanges):
    sizes, total = {}, 0
    for number, request, response in exchanges:
        if response.status == 304:
            total += sizes[response.headers["ETag"]]
        else:
            sizes[response.headers["ETag"]] = len(response.body)
    return f"{total} bytes"

# %% name="saved_bytes" says="a value of type int"
saved = len(reads[0].content) * 4

# %% name="saved_bytes" says="In the log, a response has `status` and `body`"
def saved(exchanges):
    answers = [response for _, _, response in exchanges]
    return sum(len(each.body) for each in answers if each.status_code == 304)

# %% name="saved_bytes" says="UnboundLocalError"
def saved(exchanges):
    for number, request, response in exchanges:
        total += len(response.body)
    return total

# %% name="tiny_cache" says="no request at all: 30 seconds old"
def cached_get(url, now):
    return get_asking(url)

# %% name="tiny_cache" says="It may be kept, but not be used without asking"
answers = {}


def cached_get(url, now):
    if url not in answers:
        answers[url] = requests.get(url)
    return answers[url]

# %% name="tiny_cache" says="send that along, as `get_asking`"
def cached_get(url, now):
    return get_fresh(url, now)

# %% name="tiny_cache" says="Cannot mix str"
def cached_get(url, now):
    return requests.get(url, now)

# %% name="tiny_cache" says="A `304` brings no content"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers.get("ETag")}
    answer = requests.get(url, headers=condition)
    if answer.status_code == 200:
        answers[url], times[url] = answer, now
    return answer

# %% name="tiny_cache" says="it has a new ETag"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers.get("ETag")}
    answer = requests.get(url, headers=condition)
    if answer.status_code == 304:
        return answers[url]
    if url not in answers:
        answers[url], times[url] = answer, now
    return answer

# %% name="tiny_cache" says="under its own URL"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers.get("ETag")}
    answer = requests.get(url, headers=condition)
    if answer.status_code == 304:
        return answers[url]
    answers.clear()
    answers[url], times[url] = answer, now
    return answer

# %% name="tiny_cache" says="makes it fresh again"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers.get("ETag")}
    answer = requests.get(url, headers=condition)
    if answer.status_code == 304:
        return answers[url]
    answers[url], times[url] = answer, now
    return answer

# %% name="tiny_cache" says="is still held after your function is done"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers.get("ETag")}
    answer = requests.get(url, headers=condition)
    if answer.status_code == 304:
        times[url] = now
        return answers[url]
    if answer.status_code == 200:
        answers[url], times[url] = answer, now
    return answer

# %% name="tiny_cache" says="Which answers should not be kept"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers["ETag"]}
    answer = requests.get(url, headers=condition)
    if answer.status_code == 304:
        times[url] = now
        return answers[url]
    if answer.status_code == 200:
        answers[url], times[url] = answer, now
    return answer

# %% name="tiny_cache" says="any other answer as it came"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers.get("ETag")}
    answer = requests.get(url, headers=condition)
    times[url] = now
    if answer.status_code == 200:
        answers[url] = answer
    return answers[url]

# %% name="tiny_cache" says="`raise_for_status()` ends your function"
answers, times = {}, {}


def cached_get(url, now):
    condition = {}
    if url in answers:
        if now - times[url] < lifetime(answers[url]):
            return answers[url]
        condition = {"If-None-Match": answers[url].headers.get("ETag")}
    answer = requests.get(url, headers=condition)
    answer.raise_for_status()
    times[url] = now
    if answer.status_code == 200:
        answers[url] = answer
    return answers[url]

# %% name="tiny_cache" says="it gave back a value of type bytes"
def cached_get(url, now):
    return get_fresh(url, now).content

# %% name="tiny_cache" says="takes 1 positional argument"
def cached_get(url):
    return get_asking(url)

# %% name="tiny_cache" says="it gave back `None`"
def cached_get(url, now):
    get_fresh(url, now)

# %% name="tiny_cache" says="a value of type Response"
cached_get = get_fresh(notice, 0)

# %% name="tiny_cache" says="Nothing is kept for this URL yet"
def cached_get(url, now):
    return kept.get(url)

# %% name="tiny_cache" says="as it was handed over"
def cached_get(url, now):
    requests.get(url)
    return requests.get(url)

# %% name="tiny_cache" says="no such key"
def cached_get(url, now):
    if now - since[url] < lifetime(kept[url]):
        return kept[url]
    return get_asking(url)

# %% name="quiz_caching" says="no-cache means: do not store"
letters = ["a", "b", "c"]

# %% name="quiz_caching" says="`get_asking` sent two requests"
letters = ["c", "b", "c"]

# %% name="quiz_caching" says="anything but 200 is a failure"
letters = ["b", "a", "c"]

# %% name="quiz_caching" says="the message is as you know it"
letters = ["b", "c", "c"]

# %% name="quiz_caching" says="The log did not grow"
letters = ["b", "b", "a"]

# %% name="quiz_caching" says="When did `get_fresh` ask"
letters = ["b", "b", "b"]
