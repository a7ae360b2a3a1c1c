import type { PluginReasonTexts } from "./en.js";

/** CoreDNS のプラグインが答えなかった、または保存しなかった理由。 */
export const ja: PluginReasonTexts = {
  "missing-name-invalid": "この形の名前のレコードはない",
  "missing-namespace-missing": "その namespace は扱っていない",
  "missing-service-missing": "その Service はない",
  "missing-service-empty": "Service にエンドポイントがない",
  "missing-port-missing": "Service にそのポートはない",
  "missing-endpoint-missing": "Service に該当するエンドポイントがない",
  "missing-external-address": "Service の externalName がアドレスになっている",
  "missing-pods-disabled": "Pod の名前は無効になっている",
  "missing-pod-missing": "このアドレスの Pod はその namespace にない",
  "missing-address-invalid": "名前の中のアドレスが正しくない",
  "missing-address-unknown": "このアドレスの Service もエンドポイントもない",
  "missing-type-missing": "この名前にその型のレコードはない",
  "declined-disabled": "Corefile がこのゾーンの保存を止めている",
  "declined-zero-ttl": "保存できる時間が 0 秒",
  "declined-mismatch": "別の問い合わせへの回答である",
  "declined-truncated": "途中で切られている",
  "declined-error": "この種のエラーは保存しない",
  "declined-transfer": "ゾーン転送は保存しない",
  "declined-no-soa": "否定の回答の保存には SOA レコードが要る",
  "declined-alias-only": "レコードが回答に行き着かない",
  "upstream-timeout": "時間内に応答がない",
  "upstream-refused": "そのポートで待ち受けているものがない",
  "upstream-unreachable": "到達できない",
  "upstream-not-simulated": "上位サーバーへの接続はシミュレートしない",
};
