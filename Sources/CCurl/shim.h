#pragma once
#include <curl/curl.h>

// libcurl's setters and getters take their last argument as a variadic one, which Swift cannot call; each
// wrapper fixes its type to one that the option's documentation names.

/// For options that take a `long`: variadic in C, so Swift cannot call `curl_easy_setopt` itself.
static inline CURLcode harvest_easy_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// For options that take a `curl_off_t`: on 32-bit machines it is wider than `long`, so it needs its own.
static inline CURLcode harvest_easy_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/// For options that take a pointer to data (text, lists, contexts): variadic as above.
static inline CURLcode harvest_easy_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

/// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION: a function pointer may not travel as a data pointer.
static inline CURLcode harvest_easy_set_receiver(
    CURL *handle, CURLoption option, size_t (*receiver)(char *, size_t, size_t, void *)) {
    return curl_easy_setopt(handle, option, receiver);
}

/// For CURLOPT_PREREQFUNCTION, called when the connection stands and the request is about to be sent.
static inline CURLcode harvest_easy_set_prerequest(
    CURL *handle, int (*prerequest)(void *, char *, char *, int, int)) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, prerequest);
}

/// For CURLOPT_OPENSOCKETFUNCTION, which makes the socket of a connection.
static inline CURLcode harvest_easy_set_open_socket(
    CURL *handle, curl_socket_t (*open_socket)(void *, curlsocktype, struct curl_sockaddr *)) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
}

/// For facts that are a `long`: variadic as above.
static inline CURLcode harvest_easy_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

/// For CURLINFO_PRIVATE, the pointer given with CURLOPT_PRIVATE: variadic as above.
static inline CURLcode harvest_easy_get_private(CURL *handle, void **value) {
    return curl_easy_getinfo(handle, CURLINFO_PRIVATE, value);
}

/// For options of the multi handle that take a `long`: variadic as above.
static inline CURLMcode harvest_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
