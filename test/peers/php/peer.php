<?php
// What PHP programs do, for tests to compare with. Reads a JSON list of calls, [name, ...arguments] with each argument
// base64 of its bytes; prints a JSON list of results, base64 likewise.
function digits(string $json, bool $objects = true) {
    return json_decode($json, !$objects, 512);
}
$calls = [
    'json_encode' => fn ($json) => json_encode(digits($json)),
    'json_encode-unicode' => fn ($json) => json_encode(digits($json), JSON_UNESCAPED_UNICODE),
    'json_encode-plain' => fn ($json) => json_encode(digits($json), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES),
    'json_encode-pretty' => fn ($json) => json_encode(digits($json), JSON_PRETTY_PRINT),
    'json_encode-pretty-unicode' => fn ($json) => json_encode(digits($json), JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE),
    'json_encode-fraction' => fn ($json) => json_encode(digits($json), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION),
    'htmlspecialchars' => fn ($text) => htmlspecialchars($text),
    'htmlspecialchars-compat' => fn ($text) => htmlspecialchars($text, ENT_COMPAT),
    'addslashes' => fn ($text) => addslashes($text),
    'urlencode' => fn ($text) => urlencode($text),
    'rawurlencode' => fn ($text) => rawurlencode($text),
    'urldecode' => fn ($text) => urldecode($text),
    'iconv-gbk' => fn ($text) => iconv('UTF-8', 'GBK', $text),
    // cipher name, key, IV, plaintext: what PHP does with a key of another size is what many callbacks suffer from
    'openssl_encrypt' => fn ($cipher, $key, $iv, $text) => openssl_encrypt($text, $cipher, $key, 0, $iv),
    'openssl_encrypt-padded-by-hand' => function ($cipher, $key, $iv, $text) {
        $pad = 16 - strlen($text) % 16;
        return openssl_encrypt($text . str_repeat(chr($pad), $pad), $cipher, $key, 0, $iv);
    },
    'openssl_encrypt-zero-padded' => function ($cipher, $key, $iv, $text) {
        $fill = (16 - strlen($text) % 16) % 16;
        return openssl_encrypt($text . str_repeat("\0", $fill), $cipher, $key, OPENSSL_ZERO_PADDING, $iv);
    },
];
$out = [];
foreach (json_decode(stream_get_contents(STDIN), true) as $call) {
    $name = array_shift($call);
    $out[] = base64_encode($calls[$name](...array_map('base64_decode', $call)));
}
echo json_encode($out);
