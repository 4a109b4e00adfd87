// Sends requests by Go's net/http: a line of JSON in for each, a line of JSON out.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
)

type asked struct {
	Method, Url string
	Headers     map[string]string
	Body        *string
}

type said struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Text    string            `json:"text"`
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) == 0 && err == io.EOF {
			return
		}
		var one asked
		check(json.Unmarshal(line, &one))
		var body io.Reader
		if one.Body != nil {
			sent, err := base64.StdEncoding.DecodeString(*one.Body)
			check(err)
			body = bytes.NewReader(sent)
		}
		scheme, rest, _ := strings.Cut(one.Url, "://")
		host, path, _ := strings.Cut(rest, "/")
		request, err := http.NewRequest(one.Method, scheme+"://"+host, body)
		check(err)
		// The target as it stands, however it is escaped.
		request.URL = &url.URL{Scheme: scheme, Host: host, Opaque: "/" + path}
		for name, value := range one.Headers {
			request.Header.Set(name, value)
		}
		answer, err := client.Do(request)
		check(err)
		text, err := io.ReadAll(answer.Body)
		check(err)
		headers := map[string]string{}
		for name, values := range answer.Header {
			headers[strings.ToLower(name)] = strings.Join(values, ", ")
		}
		check(json.NewEncoder(os.Stdout).Encode(said{answer.StatusCode, headers, string(text)}))
	}
}
