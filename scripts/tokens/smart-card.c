/*
 * A smart card as a process: libcacard plays a Common Access Card whose keys and certificates are in an NSS database,
 * and this program carries its messages to the virtual reader of vsmartcard, a driver of pcscd that listens on TCP.
 *
 *   smart-card DATABASE PORT
 *
 * Each message is two bytes of length, most significant first, and that many bytes. One byte alone is a command of the
 * reader: power off, power on, reset, or a request for the card's answer to reset. Everything else is for the card.
 * The card is in the reader for as long as this program runs.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <libcacard.h>

enum { POWER_OFF = 0, POWER_ON = 1, RESET = 2, ANSWER_TO_RESET = 4 };
enum { MAX_MESSAGE = 0xffff, MAX_ATR = 64 };

static int receive_all(int socket, unsigned char *bytes, size_t length) {
  while (length > 0) {
    /* The driver sends length and content apart: a delayed acknowledgement would cost 40 ms a message. */
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    const ssize_t received = read(socket, bytes, length);
    if (received <= 0) return 0;
    bytes += received;
    length -= (size_t)received;
  }
  return 1;
}

static int send_message(int socket, const unsigned char *bytes, size_t length) {
  static unsigned char message[2 + MAX_MESSAGE];
  message[0] = (unsigned char)(length >> 8);
  message[1] = (unsigned char)length;
  memcpy(message + 2, bytes, length);
  return write(socket, message, length + 2) == (ssize_t)(length + 2);
}

static VReader *find_card(void) {
  for (int tries = 0; tries < 50; tries++) {
    VReaderList *list = vreader_get_reader_list();
    for (VReaderListEntry *entry = vreader_list_get_first(list); entry; entry = vreader_list_get_next(entry)) {
      VReader *reader = vreader_list_get_reader(entry);
      if (vreader_card_is_present(reader) == VREADER_OK) return reader;
      vreader_free(reader);
    }
    vreader_list_delete(list);
    usleep(50000);
  }
  return NULL;
}

static int connect_to_reader(int port) {
  for (int tries = 0; tries < 100; tries++) {
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0) {
      const int on = 1;
      setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      return connection;
    }
    close(connection);
    usleep(50000);
  }
  return -1;
}

static int fail(const char *message) {
  fprintf(stderr, "%s\n", message);
  return 1;
}

int main(int count, char **arguments) {
  if (count != 3) return fail("usage: smart-card DATABASE PORT");

  char options[4096];
  const int length = snprintf(options, sizeof options, "db=\"%s\" use_hw=no soft=(,Virtual Reader,CAC,,cert1,cert2,cert3)", arguments[1]);
  if (length < 0 || (size_t)length >= sizeof options) return fail("the path of the database is too long");
  if (vcard_emul_init(vcard_emul_options(options)) != VCARD_EMUL_OK) return fail("libcacard did not start");

  VReader *card = find_card();
  if (!card) return fail("libcacard has no card");
  const int reader = connect_to_reader(atoi(arguments[2]));
  if (reader < 0) return fail("no reader listens on the port");

  unsigned char answer[MAX_ATR];
  int answer_length = sizeof answer;
  vreader_power_on(card, answer, &answer_length);
  fprintf(stderr, "card inserted\n");

  static unsigned char request[MAX_MESSAGE], response[MAX_MESSAGE];
  unsigned char header[2];
  while (receive_all(reader, header, sizeof header)) {
    const int request_length = header[0] << 8 | header[1];
    if (!receive_all(reader, request, (size_t)request_length)) break;
    if (request_length == 1) {
      if (request[0] == POWER_OFF) vreader_power_off(card);
      if (request[0] == POWER_ON || request[0] == RESET) {
        answer_length = sizeof answer;
        vreader_power_on(card, answer, &answer_length);
      }
      /* The driver asks for this to see whether the card is there: the card must not be reset. */
      if (request[0] == ANSWER_TO_RESET) send_message(reader, answer, (size_t)answer_length);
      continue;
    }
    int response_length = sizeof response;
    if (vreader_xfr_bytes(card, request, request_length, response, &response_length) != VREADER_OK) {
      /* ISO 7816-4: no precise diagnosis. */
      response[0] = 0x6f;
      response[1] = 0x00;
      response_length = 2;
    }
    if (!send_message(reader, response, (size_t)response_length)) break;
  }
  return fail("the reader has gone");
}
