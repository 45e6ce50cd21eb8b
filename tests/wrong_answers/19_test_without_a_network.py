# %% name="toothless_test" says="raises nothing and gives back `None`"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            send(home, tea)
        except requests.HTTPError as error:
            assert error.response.status_code == 422

mended = test_refused

# %% name="toothless_test" says="raises nothing and gives back an id"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            assert send(home, tea)
        except requests.HTTPError as error:
            assert error.response.status_code == 422

mended = test_refused

# %% name="toothless_test" says="let `except requests.HTTPError:` catch it"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        send(home, tea)
        raise AssertionError("it told nobody")

mended = test_refused

# %% name="toothless_test" says="After it, your test must be over"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            send(home, tea)
        except requests.HTTPError as error:
            assert error.response.status_code == 422
    raise AssertionError("it told nobody")

mended = test_refused

# %% name="toothless_test" says="a test says no by `assert`, not by `return`"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            send(home, tea)
        except requests.HTTPError as error:
            return error.response.status_code == 422
        return False

mended = test_refused

# %% name="toothless_test" says="Hand over its name, without brackets"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            send(home, tea)
        except requests.HTTPError as error:
            assert error.response.status_code == 422
        else:
            raise AssertionError("it told nobody")

mended = test_refused(send)

# %% name="toothless_test" says="in the log of the server: `POST /messages`"
def test_refused(send):
    try:
        send(home, {})
    except requests.HTTPError as error:
        assert error.response.status_code == 422
    else:
        raise AssertionError("it told nobody")

mended = test_refused

# %% name="toothless_test" says="Put the name of the client into the brackets"
def test_refused():
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            send(home, tea)
        except requests.HTTPError as error:
            assert error.response.status_code == 422
        else:
            raise AssertionError("it told nobody")

mended = test_refused

# %% name="toothless_test" says="a mock that was started and not stopped"
def test_refused(send):
    responses.start()
    responses.post(home, status=422)
    try:
        send(home, tea)
    except requests.HTTPError as error:
        assert error.response.status_code == 422
    else:
        raise AssertionError("it told nobody")

mended = test_refused

# %% name="toothless_test" says="Is the name made in a cell above"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(house, status=422)
        send(home, tea)

mended = test_refused

# %% name="three_tests" says="red for a client that sends no content"
def test_create(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea) == 7

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="red for a client that sends the same `POST` twice"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="red for a client that gives back `None`"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        send(home, tea)
        mock.assert_call_count(home, 1)

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="gives back the whole answer in the place of the id"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea)
        mock.assert_call_count(home, 1)

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="leaves the `body` of the message out"
def test_create(send):
    with responses.RequestsMock() as mock:
        part = {"to": tea["to"]}
        part = [matchers.json_params_matcher(part, strict_match=False)]
        mock.post(home, status=201, json={"id": 7}, match=part)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="The client reads the id in the answer"
def test_create(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=201, json={})
        assert send(home, tea) == 7

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="give the mock a `json=` that it needs"
def test_create(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=201)
        assert send(home, tea) == 7

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="fits no mock: method, URL or content"
def test_create(send):
    with responses.RequestsMock() as mock:
        assert send(home, tea) == 7
        mock.post(home, status=201, json={"id": 7})

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="`test_create` without a call that reaches the server"
def test_create(send):
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.post(home, status=201, json={"id": 7})
    assert send(home, tea) > 6

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="Is there a loop in it?"
def test_create(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=201, json={"id": 7})
        while send(home, tea) == 7:
            pass

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="no `test_too_fast(send)` yet"
tests = [test_missing, test_missing, ...]

# %% name="three_tests" says="a list with 2 in it"
tests = [test_missing, test_missing]

# %% name="three_tests" says="`def test_create(send):`"
tests = ["test_create", "test_late", "test_too_fast"]

# %% name="three_tests" says="gives up after the timeout, and gives back `None`"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        find(f"{home}/1")

tests = [test_create, test_late, test_missing]

# %% name="three_tests" says="gives up after the timeout, and gives back `{}`"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={})
        assert find(f"{home}/1") == {}

tests = [test_create, test_late, test_missing]

# %% name="three_tests" says="gives back the response, not the message"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1")

tests = [test_create, test_late, test_missing]

# %% name="three_tests" says="the second one of the same URL an answer"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        assert find(f"{home}/1") == {"id": 1}

tests = [test_create, test_late, test_missing]

# %% name="three_tests" says="A mock was not used"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", json={"id": 1})
        mock.post(f"{home}/1", body=requests.Timeout("nothing came"))
        assert find(f"{home}/1") == {"id": 1}

tests = [test_create, test_late, test_missing]

# %% name="three_tests" says="a wait of 30 seconds"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "30"})
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea) == 7

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="red for a client that does not wait at all"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    waits = []
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "30"})
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea, pause=waits.append) == 7

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="always waits for one second"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    waits = []
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "1"})
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea, pause=waits.append) == 7
    assert waits == [1]

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="waits twice for as long"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    waits = []
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "30"})
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea, pause=waits.append) == 7
    assert 30 in waits

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="waits, sends again, and gives back `None`"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    waits = []
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "30"})
        mock.post(home, status=201, json={"id": 7})
        send(home, tea, pause=waits.append)
    assert waits == [30]

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="not the number 30"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": 30})
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea, pause=[].append) == 7

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="compare with what your own mock has answered"
def test_create(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=201, json={"id": 8})
        assert send(home, tea) == 7

tests = [test_create, test_missing, test_missing]

# %% name="three_tests" says="`send` reads it in a `429`"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=429)
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea, pause=[].append) == 7

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="is there a mock with `status=201`, too"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "30"})
        assert send(home, tea, pause=[].append) == 7

tests = [test_create, test_late, test_too_fast]

# %% name="three_tests" says="The client is given: `def test_too_fast(send):`"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)

def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}

def test_too_fast(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "30"})
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea, waiting=[].append) == 7

tests = [test_create, test_late, test_too_fast]

# %% name="replay" says="on the mock that the function is given"
def replay(mock, real):
    return real

# %% name="replay" says="`Content-Type: text/plain`"
def replay(mock, real):
    mock.add(real.request.method, real.url, body=real.content, status=real.status_code)

# %% name="replay" says="the field `Cache-Control: no-cache`"
def replay(mock, real):
    more = {"content_type": real.headers["Content-Type"], "status": real.status_code}
    mock.add(real.request.method, real.url, body=real.content, **more)

# %% name="replay" says="without it, a mock says 200"
def replay(mock, real):
    mock.add(real.request.method, real.url, body=real.content, headers=real.headers)

# %% name="replay" says="content of another length"
def replay(mock, real):
    mock.add(
        real.request.method,
        real.url,
        json=real.json(),
        status=real.status_code,
        headers=real.headers,
    )

# %% name="replay" says="the bytes as they came"
def replay(mock, real):
    more = {"content_type": real.headers["Content-Type"], "status": real.status_code}
    mock.add(real.request.method, real.url, json=real.json(), **more)

# %% name="replay" says="`GET /messages/1`, as long as"
def replay(mock, real):
    more = {"status": real.status_code, "headers": real.headers}
    mock.add(real.request.method, real.url, body=real.text, **more)

# %% name="replay" says="an answer to `POST /messages`"
def replay(mock, real):
    more = {"status": real.status_code, "headers": real.headers}
    mock.get(real.url, body=real.content, **more)

# %% name="replay" says="stands in `real.headers` already"
def replay(mock, real):
    mock.add(
        real.request.method,
        real.url,
        body=real.content,
        status=real.status_code,
        headers=real.headers,
        content_type=real.headers["Content-Type"],
    )

# %% name="replay" says="no call, and no `add_passthru`"
def replay(mock, real):
    mock.add_passthru(home)

# %% name="replay" says="a mock for `GET /messages/2` only"
import re
def replay(mock, real):
    more = {"status": real.status_code, "headers": real.headers}
    mock.add(real.request.method, re.compile(".*"), body=real.content, **more)

# %% name="replay" says="It is called with the mock and the response"
def replay(real):
    with responses.RequestsMock() as mock:
        mock.add(real.request.method, real.url, body=real.content)

# %% name="replay" says="an answer by another one"
def replay(mock, real):
    another = responses.RequestsMock()
    another.start()
    more = {"status": real.status_code, "headers": real.headers}
    another.add(real.request.method, real.url, body=real.content, **more)

# %% name="replay" says="`mock` has methods such as `add`"
def replay(mock, real):
    mock.add(real.method, real.url, body=real.content)

# %% name="replay" says="a value of type Response"
replay = requests.get(home)

# %% name="quiz_mocks" says="Did `sender` work?"
letters = ["a", "c", "a"]

# %% name="quiz_mocks" says="that can be red tells you something"
letters = ["c", "c", "a"]

# %% name="quiz_mocks" says="The log of the server had not grown"
letters = ["b", "a", "a"]

# %% name="quiz_mocks" says="nobody has answered here"
letters = ["b", "b", "a"]

# %% name="quiz_mocks" says="stable because it can not see"
letters = ["b", "c", "b"]

# %% name="quiz_mocks" says="The next one to take it out"
letters = ["b", "c", "c"]
