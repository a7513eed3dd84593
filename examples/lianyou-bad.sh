curl -X POST 'https://merchant.example.com/chain/notify' \
  -H 'Content-Type: application/json' \
  --data-raw '{"amount":3,"contract":"0x7Be8076f4EA4A4AD08075C2508e481d6C946D12b","currency":"0","isOrderAsk":1,"price":"1.50 ETH*~+(稀有)","signer":"0x1a2B3c4D5e6F708192a3b4c5d6e7f80910213243","tokenId":9007199254740992,"type":1001,"sign":"D5BE957D712114C0EEFE93A499B42534"}'
